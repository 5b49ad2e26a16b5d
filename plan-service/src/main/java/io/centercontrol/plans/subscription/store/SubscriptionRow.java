package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.subscription.Subscriptions.Decided;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.PlanRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code subscription}, with what its history adds to it. */
record SubscriptionRow(
        UUID id,
        long version,
        UUID eventId,
        String plan,
        int planVersion,
        boolean plain,
        List<String> uses,
        @Nullable Instant dueAt,
        long governance,
        Instant updatedAt,
        SubscriptionDocument document,
        String type,
        Cause cause,
        List<FieldChange> changes) {

    static SubscriptionRow of(Decided decided, long governance) {
        var entitled = decided.change().next();
        var subscription = entitled.subscription();
        var plan = entitled.now().assignment().plan();
        return new SubscriptionRow(
                subscription.tenant().value(),
                subscription.version(),
                decided.eventId(),
                plan.plan(),
                plan.version(),
                isPlain(entitled),
                subscription.uses().stream().map(PlanRef::toString).toList(),
                subscription.dueAt(),
                governance,
                subscription.updatedAt(),
                SubscriptionDocument.of(entitled),
                decided.change().type(),
                decided.cause(),
                decided.change().fields());
    }

    private static boolean isPlain(Entitled entitled) {
        var subscription = entitled.subscription();
        return subscription.dueAt() == null
                && subscription.addOnsAt(subscription.moment()).isEmpty()
                && subscription.overridesAt(subscription.moment()).isEmpty();
    }

    /** What is read of a row again. */
    record Found(UUID id, long version, UUID eventId, SubscriptionDocument document) {
        Kept<Entitled> toKept() {
            return new Kept<>(document.toEntitled(new TenantId(id), version), eventId);
        }
    }
}
