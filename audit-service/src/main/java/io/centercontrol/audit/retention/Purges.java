package io.centercontrol.audit.retention;

import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Purges, one at a time. */
public interface Purges {
    /** Keeps a new one. False when one runs already. Joins the transaction. */
    Uni<Boolean> order(Purge purge);

    /** The one that runs, locked for the transaction; empty when there is none, or another instance has it in hand. */
    Uni<Optional<Purge>> running();

    /** The months that it is through with. */
    Uni<Set<PartsMonth>> done(UUID purge);

    /** Notes what became of a partition. Joins the transaction. */
    Uni<Void> add(UUID purge, Purge.Partition partition);

    /** Notes its end. Joins the transaction. */
    Uni<Void> end(UUID purge, Instant now);

    /** One; refuses when there is none. */
    Uni<Purge> get(UUID id);

    /**
     * The newest first.
     *
     * @param state null for all
     */
    Uni<Page<Purge>> page(Purge.@Nullable State state, int limit, @Nullable String cursor);

    /** What became of a purge's partitions, the oldest month first. */
    Uni<Page<Purge.Partition>> partitions(UUID purge, int limit, @Nullable String cursor);
}
