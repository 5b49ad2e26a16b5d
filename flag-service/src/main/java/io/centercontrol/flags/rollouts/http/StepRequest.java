package io.centercontrol.flags.rollouts.http;

import io.centercontrol.flags.rollouts.model.Step;
import io.centercontrol.kernel.Violation;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A step as it comes in JSON.
 *
 * @param percent with at most two decimals
 * @param waitFor left away: until somebody advances the rollout
 */
@Schema(requiredProperties = "percent")
record StepRequest(@Nullable BigDecimal percent, @Nullable String waitFor) {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** Null, and noted, for one that cannot be. */
    @Nullable
    Step toStep(String at, List<Violation> found) {
        var waits = waitFor == null ? null : Durations.read(at + "/waitFor", waitFor, found);
        if (percent == null
                || percent.signum() <= 0
                || percent.compareTo(ALL) > 0
                || percent.stripTrailingZeros().scale() > 2) {
            found.add(new Violation(
                    at + "/percent", "OUT_OF_RANGE", "Must be above 0, at most 100, and have at most two decimals."));
            return null;
        }
        return new Step(percent.movePointRight(2).intValueExact(), waits);
    }
}
