package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.rollouts.model.RolloutState;
import org.jspecify.annotations.Nullable;

/**
 * Which rollouts are meant; what is null does not matter.
 *
 * @param flag a flag's key
 */
public record RolloutFilter(
        @Nullable RolloutState state, @Nullable String flag) {}
