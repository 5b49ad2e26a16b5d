package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.rollouts.model.Rollout;
import java.util.List;

/**
 * A new rollout, and where it leads.
 *
 * @param before the flag before its first step
 * @param steps the flag after each step, were nothing else of it changed
 */
public record Started(Rollout rollout, Flag before, List<Flag> steps) {
    public Started {
        steps = List.copyOf(steps);
    }
}
