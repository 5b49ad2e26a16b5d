package io.centercontrol.audit.export;

import io.centercontrol.audit.export.model.ExportState;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All exports. What changes one joins the transaction that is open, or opens one of its own. */
public interface ExportStore {
    /** Keeps a new one. */
    Uni<Void> add(Export export);

    /** One; fails when there is none. */
    Uni<Export> get(UUID id);

    /** Exports, the newest first. */
    Uni<Page<Export>> find(@Nullable ExportState state, int limit, @Nullable String cursor);

    /** Changes one under its lock; fails when there is none. */
    Uni<Export> change(UUID id, UnaryOperator<Export> how);

    /** Changes one that is leased so; empty, and nothing is changed, when it is not any more. */
    Uni<Optional<Export>> change(UUID id, UUID lease, UnaryOperator<Export> how);

    /** Takes up what is due and nobody else works on, each in the state in which it was left. */
    Uni<List<Export>> lease(UUID lease, Instant now, Duration holds, int most);

    /** When something is due. */
    Uni<Optional<Instant>> nextDue();

    /** Those whose time is over. */
    Uni<List<Export>> over(Instant now, int most);

    /** When the next one's time is over. */
    Uni<Optional<Instant>> nextOver();

    /** Of which of these something is to be kept: they are open, or can be taken. */
    Uni<List<UUID>> wanted(List<UUID> ids);

    /**
     * Of a tenant that is erased no file is kept: what holds an entry about it is removed, what is being written begins anew.
     *
     * @return how many exports it stood in, or could
     */
    Uni<Integer> forget(TenantId tenant, Instant now);
}
