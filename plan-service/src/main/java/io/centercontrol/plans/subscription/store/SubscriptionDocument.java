package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Grant;
import io.centercontrol.plans.catalog.store.GrantDocument;
import io.centercontrol.plans.subscription.model.AddOnUse;
import io.centercontrol.plans.subscription.model.Assignment;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Entitlement;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.centercontrol.plans.subscription.model.Subscription;
import io.centercontrol.plans.subscription.model.TenantOverride;
import io.centercontrol.plans.subscription.model.Timeline;
import io.centercontrol.plans.subscription.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A subscription as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record SubscriptionDocument(
        List<SegmentDocument> timeline,
        String seenUntil,
        List<AddOnDocument> addOns,
        Map<String, List<OverrideDocument>> overrides,
        String planName,
        List<ValueDocument> values,
        String updatedAt) {

    /** An assignment, and from when on it holds. */
    record SegmentDocument(
            String from,
            String plan,
            int version,
            String kind,
            String decidedAt,
            String actorId,
            @Nullable String reason) {
        static SegmentDocument of(Timeline.Segment segment) {
            var assignment = segment.assignment();
            return new SegmentDocument(
                    segment.from().toString(),
                    assignment.plan().plan(),
                    assignment.plan().version(),
                    assignment.kind().name(),
                    assignment.decidedAt().toString(),
                    assignment.actorId(),
                    assignment.reason());
        }

        Timeline.Segment toSegment() {
            return new Timeline.Segment(
                    Instant.parse(from),
                    null,
                    new Assignment(
                            new PlanRef(plan, version),
                            Assignment.Kind.valueOf(kind),
                            Instant.parse(decidedAt),
                            actorId,
                            reason));
        }
    }

    /** An add-on. */
    record AddOnDocument(
            String addOn,
            int version,
            String from,
            @Nullable String until,
            String actorId,
            String reason) {
        static AddOnDocument of(AddOnUse use) {
            return new AddOnDocument(
                    use.addOn().plan(),
                    use.addOn().version(),
                    use.from().toString(),
                    text(use.until()),
                    use.actorId(),
                    use.reason());
        }

        AddOnUse toUse() {
            return new AddOnUse(new PlanRef(addOn, version), Instant.parse(from), instant(until), actorId, reason);
        }
    }

    /** An override. */
    record OverrideDocument(
            GrantDocument grant, String from, @Nullable String expiresAt, String actorId, String reason) {
        static OverrideDocument of(TenantOverride override) {
            return new OverrideDocument(
                    GrantDocument.of(override.grant()),
                    override.from().toString(),
                    text(override.expiresAt()),
                    override.actorId(),
                    override.reason());
        }

        TenantOverride toOverride() {
            return new TenantOverride(grant.toGrant(), Instant.parse(from), instant(expiresAt), actorId, reason);
        }
    }

    /** A value as it was told. */
    record ValueDocument(String feature, GrantDocument grant, String decidedBy) {
        static ValueDocument of(Value value) {
            return new ValueDocument(
                    value.feature(),
                    GrantDocument.of(value.grant()),
                    value.decidedBy().name());
        }

        Value toValue() {
            Grant held = grant.toGrant();
            return new Value(feature, held, Entitlement.Layer.valueOf(decidedBy));
        }
    }

    static SubscriptionDocument of(Entitled entitled) {
        var subscription = entitled.subscription();
        var overrides = new TreeMap<String, List<OverrideDocument>>();
        subscription
                .overrides()
                .forEach((feature, all) -> overrides.put(
                        feature, all.stream().map(OverrideDocument::of).toList()));
        return new SubscriptionDocument(
                subscription.timeline().segments().stream()
                        .map(SegmentDocument::of)
                        .toList(),
                subscription.timeline().seenUntil().toString(),
                subscription.addOns().stream().map(AddOnDocument::of).toList(),
                overrides,
                entitled.planName(),
                entitled.values().stream().map(ValueDocument::of).toList(),
                subscription.updatedAt().toString());
    }

    Entitled toEntitled(TenantId tenant, long version) {
        var all = new TreeMap<String, List<TenantOverride>>();
        overrides.forEach((feature, kept) ->
                all.put(feature, kept.stream().map(OverrideDocument::toOverride).toList()));
        return new Entitled(
                new Subscription(
                        tenant,
                        Timeline.of(
                                timeline.stream()
                                        .map(SegmentDocument::toSegment)
                                        .toList(),
                                Instant.parse(seenUntil)),
                        addOns.stream().map(AddOnDocument::toUse).toList(),
                        all,
                        version,
                        Instant.parse(updatedAt)),
                planName,
                values.stream().map(ValueDocument::toValue).toList());
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
