package io.centercontrol.plans.subscription.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.plans.subscription.AssignPlan.When;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which plan, and from when on: at most one of at, atPeriodEnd and trial. */
@Schema(requiredProperties = {"plan", "reason"})
record AssignRequest(
        @Nullable String plan,
        @Nullable Integer version,
        @Nullable String at,
        @Nullable Boolean atPeriodEnd,
        @Nullable Boolean trial,
        @Nullable String reason) {
    String key() {
        if (plan == null || plan.isBlank()) {
            throw Refusal.Invalid.of("/plan", "REQUIRED", "Send the key of the plan that the tenant is to have.")
                    .asException();
        }
        return plan;
    }

    When when() {
        var given = Stream.of(at != null, Boolean.TRUE.equals(atPeriodEnd), Boolean.TRUE.equals(trial))
                .filter(Boolean::booleanValue)
                .count();
        if (given > 1) {
            throw Refusal.Invalid.of(
                            "",
                            "AMBIGUOUS_TIME",
                            "Send at most one of 'at', 'atPeriodEnd' and 'trial'; nothing for now.")
                    .asException();
        }
        if (at != null) {
            return new When.At(Objects.requireNonNull(Parameters.instant("at", at)));
        }
        return Boolean.TRUE.equals(atPeriodEnd)
                ? new When.PeriodsEnd()
                : Boolean.TRUE.equals(trial) ? new When.Trial() : new When.Now();
    }
}
