package io.centercontrol.plans.subscription.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.plans.catalog.http.GrantView;
import io.centercontrol.plans.catalog.model.Grant;
import io.centercontrol.plans.subscription.Altered;
import io.centercontrol.plans.subscription.model.AddOnUse;
import io.centercontrol.plans.subscription.model.Assignment;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.TenantOverride;
import io.centercontrol.plans.subscription.model.Timeline;
import io.centercontrol.plans.subscription.model.ValueChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as clients see it.
 *
 * @param until when the plan ends, as far as it is scheduled; null for no end
 * @param eventId the event that told of this version
 * @param effects of a change: which tenants see which values change by it; missing where nothing was changed
 */
record SubscriptionView(
        UUID tenantId,
        PlanView plan,
        Instant since,
        @Nullable Instant until,
        Assignment.Kind kind,
        boolean trial,
        List<ScheduledView> scheduled,
        List<AddOnView> addOns,
        List<OverrideView> overrides,
        long version,
        Instant updatedAt,
        UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<EffectView> effects) {

    /** What is to come. */
    record ScheduledView(
            Instant at,
            String plan,
            int version,
            Assignment.Kind kind,
            String actorId,
            @Nullable String reason) {
        static ScheduledView of(Timeline.Segment segment) {
            var assignment = segment.assignment();
            return new ScheduledView(
                    segment.from(),
                    assignment.plan().plan(),
                    assignment.plan().version(),
                    assignment.kind(),
                    assignment.actorId(),
                    assignment.reason());
        }
    }

    /** An add-on that counts. */
    record AddOnView(
            String key, int version, Instant from, @Nullable Instant until, String actorId, String reason) {
        static AddOnView of(AddOnUse use) {
            return new AddOnView(
                    use.addOn().plan(), use.addOn().version(), use.from(), use.until(), use.actorId(), use.reason());
        }
    }

    /** An override that counts. */
    record OverrideView(
            String feature,
            GrantView grant,
            Instant from,
            @Nullable Instant expiresAt,
            String actorId,
            String reason) {
        static OverrideView of(String feature, TenantOverride override) {
            return new OverrideView(
                    feature,
                    GrantView.of(override.grant()),
                    override.from(),
                    override.expiresAt(),
                    override.actorId(),
                    override.reason());
        }
    }

    /** What one tenant sees change. */
    record EffectView(UUID tenantId, List<ChangeView> changes) {}

    /** A value before and after; null for off, or 0. */
    record ChangeView(
            String feature,
            @Nullable GrantView before,
            @Nullable GrantView after) {
        static ChangeView of(ValueChange change) {
            return new ChangeView(change.feature(), view(change.before()), view(change.after()));
        }

        private static @Nullable GrantView view(@Nullable Grant grant) {
            return grant == null ? null : GrantView.of(grant);
        }
    }

    /** The answer to whoever made a decision: with its effects. */
    static Answer<SubscriptionView> answer(Altered altered) {
        return Answer.ok(of(altered))
                .tagged(altered.kept().state().subscription().version());
    }

    static SubscriptionView of(Altered altered) {
        var tenant = altered.kept().state().subscription().tenant().value();
        var changes = altered.values().stream().map(ChangeView::of).toList();
        return of(altered.kept(), changes.isEmpty() ? List.of() : List.of(new EffectView(tenant, changes)));
    }

    static SubscriptionView of(Kept<Entitled> kept) {
        return of(kept, null);
    }

    private static SubscriptionView of(Kept<Entitled> kept, @Nullable List<EffectView> effects) {
        var subscription = kept.state().subscription();
        var moment = subscription.moment();
        var now = kept.state().now();
        return new SubscriptionView(
                subscription.tenant().value(),
                PlanView.of(now.assignment().plan(), kept.state().planName()),
                now.from(),
                now.until(),
                now.assignment().kind(),
                now.assignment().kind() == Assignment.Kind.TRIAL,
                subscription.timeline().scheduled(moment).stream()
                        .map(ScheduledView::of)
                        .toList(),
                subscription.addOnsAt(moment).stream().map(AddOnView::of).toList(),
                subscription.overridesAt(moment).entrySet().stream()
                        .map(entry -> OverrideView.of(entry.getKey(), entry.getValue()))
                        .toList(),
                subscription.version(),
                subscription.updatedAt(),
                kept.eventId(),
                effects);
    }
}
