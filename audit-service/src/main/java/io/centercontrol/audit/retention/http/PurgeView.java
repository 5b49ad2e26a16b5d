package io.centercontrol.audit.retention.http;

import io.centercontrol.audit.retention.Purge;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A purge as clients see it.
 *
 * @param by the subject of who ordered it; the service when it was its time
 * @param total partitions that were due when it was ordered
 * @param done partitions that it is through with
 * @param purged entries of which it took what is personal
 * @param held entries that were due in these partitions, and are kept by legal holds
 * @param kept entries in these partitions that a tenant's policy keeps longer
 * @param endedAt when it was through; null while it runs
 */
@Schema(name = "AuditPurgeView")
record PurgeView(
        UUID id,
        Purge.State state,
        String reason,
        String by,
        @Nullable String byName,
        Instant orderedAt,
        @Nullable Instant endedAt,
        long total,
        long done,
        long purged,
        long held,
        long kept) {
    static PurgeView of(Purge purge) {
        return new PurgeView(
                purge.id(),
                purge.state(),
                purge.reason(),
                purge.by().id(),
                purge.by().name(),
                purge.orderedAt(),
                purge.endedAt(),
                purge.total(),
                purge.done(),
                purge.purged(),
                purge.held(),
                purge.kept());
    }
}
