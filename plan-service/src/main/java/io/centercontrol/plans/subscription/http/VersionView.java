package io.centercontrol.plans.subscription.http;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.plans.subscription.Subscriptions.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version of a subscription, as clients see it. */
record VersionView(
        long version,
        UUID eventId,
        String type,
        Instant time,
        PlanView plan,
        Actor actor,
        @Nullable String reason,
        @Nullable String correlationId,
        @Nullable String causationId,
        List<FieldChange> changes) {
    static VersionView of(Version version) {
        var cause = version.cause();
        var entitled = version.entitled();
        return new VersionView(
                entitled.subscription().version(),
                version.eventId(),
                version.type(),
                version.time(),
                PlanView.of(entitled.now().assignment().plan(), entitled.planName()),
                cause.actor(),
                cause.reason(),
                cause.correlationId(),
                cause.causationId(),
                version.changes());
    }
}
