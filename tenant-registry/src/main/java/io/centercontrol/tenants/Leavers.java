package io.centercontrol.tenants;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Tenants on their way out, as the clock and the deletion itself look at them. */
public interface Leavers {
    /** Those whose deletion may go on by a step now: the grace is over, or a hold was released. */
    Uni<List<TenantId>> due(Instant now, int most);

    /** Those that were deleted before a moment, which for TEST tenants is another, and not purged yet. */
    Uni<List<TenantId>> deletedBefore(Instant moment, Instant test, int most);

    /** Gives the slugs of purged tenants that were deleted before their moment to whoever wants them; tells how many. */
    Uni<Integer> releaseSlugs(Instant moment, Instant test);

    /** Takes everything personal out of what is kept of a tenant's past: its history and kept answers. */
    Uni<Void> redact(TenantId id);
}
