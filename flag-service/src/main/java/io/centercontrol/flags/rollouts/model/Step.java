package io.centercontrol.flags.rollouts.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step: how many have the variant, and for how long at least before the next one.
 *
 * @param basisPoints hundredths of a percent
 * @param waitFor null until somebody advances the rollout
 */
public record Step(int basisPoints, @Nullable Duration waitFor) {
    /** As people say it. */
    public double percent() {
        return basisPoints / 100.0;
    }
}
