package io.centercontrol.flags.limits.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.flags.limits.Altered;
import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.flags.limits.model.Terms;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kit.aggregate.Kept;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit as clients see it.
 *
 * @param eventId the event that told of this version
 * @param changes after a change: what is other than it was
 * @param effect after a change: what comes of it
 */
record RateLimitView(
        String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID tenantId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String plan,
        String callClass,
        long permits,
        int perSeconds,
        long burst,
        Terms.Stage stage,
        @Nullable Instant expiresAt,
        boolean removed,
        long version,
        Instant updatedAt,
        UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldChange> changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EffectView effect) {
    /**
     * What holds after a change.
     *
     * @param holds what holds now for the tenant, or for the tenants of the plan; null when nothing does
     * @param known false when this instance does not know the tenants and their plans yet, so that it can be more
     * @param tenantsWithTheirOwn of a plan's limit: how many of its tenants keep to one of their own instead
     */
    @Schema(name = "RateLimitEffectView")
    record EffectView(@Nullable RateLimitView holds, boolean known, long tenantsWithTheirOwn) {}

    static RateLimitView of(Kept<RateLimit> kept) {
        return of(kept, null, null);
    }

    static RateLimitView of(Altered altered) {
        var effect = altered.effect();
        var holds = effect.holds();
        return of(
                altered.kept(),
                altered.changes(),
                new EffectView(holds == null ? null : of(holds), effect.known(), effect.others()));
    }

    private static RateLimitView of(
            Kept<RateLimit> kept, @Nullable List<FieldChange> changes, @Nullable EffectView effect) {
        var limit = kept.state();
        var key = limit.key();
        var terms = limit.terms();
        return new RateLimitView(
                key.id(),
                key.holder() instanceof Holder.OfTenant(var tenant) ? tenant.value() : null,
                key.holder() instanceof Holder.OfPlan(var plan) ? plan : null,
                key.callClass(),
                terms.permits(),
                terms.perSeconds(),
                terms.burst(),
                terms.stage(),
                terms.expiresAt(),
                limit.removed(),
                limit.version(),
                limit.updatedAt(),
                kept.eventId(),
                changes,
                effect);
    }
}
