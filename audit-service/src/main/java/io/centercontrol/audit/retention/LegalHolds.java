package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.Hold.Release;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Legal holds, open and released. */
public interface LegalHolds {
    /** Keeps a new one. Joins the transaction. */
    Uni<Void> insert(Hold hold);

    /** One; refuses when there is none. */
    Uni<Hold> get(UUID id);

    /** Notes its end. Joins the transaction. */
    Uni<Void> release(UUID id, Release release);

    /**
     * The newest first.
     *
     * @param open only those that are, or only those that are not any more; null for all
     */
    Uni<Page<Hold>> page(@Nullable Boolean open, int limit, @Nullable String cursor);
}
