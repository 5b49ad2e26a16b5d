package io.centercontrol.plans.subscription.http;

import io.centercontrol.plans.subscription.model.Assignment;
import io.centercontrol.plans.subscription.model.Timeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan for a time.
 *
 * @param until its end, which is not part of it; null for none
 * @param decidedAt when it was decided, which for a scheduled one is earlier than {@code from}
 */
record SegmentView(
        Instant from,
        @Nullable Instant until,
        String plan,
        int version,
        Assignment.Kind kind,
        Instant decidedAt,
        String actorId,
        @Nullable String reason) {
    static SegmentView of(Timeline.Segment segment) {
        var assignment = segment.assignment();
        return new SegmentView(
                segment.from(),
                segment.until(),
                assignment.plan().plan(),
                assignment.plan().version(),
                assignment.kind(),
                assignment.decidedAt(),
                assignment.actorId(),
                assignment.reason());
    }
}
