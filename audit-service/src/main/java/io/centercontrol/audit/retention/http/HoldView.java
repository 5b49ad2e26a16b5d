package io.centercontrol.audit.retention.http;

import io.centercontrol.audit.retention.Hold.Release;
import io.centercontrol.audit.retention.Standing;
import io.centercontrol.audit.trail.Parts.Reach;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold as clients see it.
 *
 * @param name what people call it
 * @param reason why it was set
 * @param filter which entries, as in the search
 * @param by the subject of who set it
 * @param byName his name for people
 * @param reach what it holds at present; null in lists, when it is released, and when counting takes too long
 * @param released its end; null while it is open
 */
@Schema(name = "AuditHoldView")
record HoldView(
        UUID id,
        String name,
        String reason,
        Map<String, String> filter,
        String by,
        @Nullable String byName,
        Instant setAt,
        @Nullable ReachView reach,
        @Nullable ReleaseView released) {
    /**
     * What a hold holds. Neither number is counted beyond 10,000.
     *
     * @param held entries that fit and are kept with all that is personal in them
     * @param purged entries that fit and had been purged before
     * @param isExact false when there are more, or when it is not known any more of purged ones whether they fit
     */
    @Schema(name = "AuditHoldReachView")
    record ReachView(long held, long purged, boolean isExact) {
        static @Nullable ReachView of(@Nullable Reach reach) {
            return reach == null ? null : new ReachView(reach.held(), reach.purged(), reach.isExact());
        }
    }

    /**
     * The end of a hold.
     *
     * @param by the subject of who released it
     * @param erased of how many entries about erased tenants the personal parts went with it
     */
    @Schema(name = "AuditHoldReleaseView")
    record ReleaseView(Instant at, String reason, String by, long erased) {
        static @Nullable ReleaseView of(@Nullable Release release) {
            return release == null
                    ? null
                    : new ReleaseView(release.at(), release.reason(), release.by(), release.erased());
        }
    }

    static HoldView of(Standing standing) {
        var hold = standing.hold();
        return new HoldView(
                hold.id(),
                hold.name(),
                hold.reason(),
                hold.query(),
                hold.by().id(),
                hold.by().name(),
                hold.setAt(),
                ReachView.of(standing.reach()),
                ReleaseView.of(hold.released()));
    }
}
