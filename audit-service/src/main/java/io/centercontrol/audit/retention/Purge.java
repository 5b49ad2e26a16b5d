package io.centercontrol.audit.retention;

import io.centercontrol.audit.trail.Parts.Counts;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kernel.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A purge of what is due, as work that goes on after a crash: a partition after the other, each in a transaction.
 *
 * @param total partitions that were due when it was ordered
 * @param done partitions that it is through with
 * @param purged entries whose parts it took
 * @param held entries that were due and held, in these partitions
 * @param kept entries that a tenant's policy keeps longer, in these partitions
 * @param endedAt null while it runs
 */
public record Purge(
        UUID id,
        State state,
        String reason,
        Actor by,
        Instant orderedAt,
        @Nullable Instant endedAt,
        long total,
        long done,
        long purged,
        long held,
        long kept) {
    /** How far it is. */
    public enum State {
        RUNNING,
        DONE
    }

    /** What became of a partition. */
    public record Partition(PartsMonth month, Counts counts, Instant doneAt) {}
}
