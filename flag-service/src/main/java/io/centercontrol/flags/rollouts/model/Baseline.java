package io.centercontrol.flags.rollouts.model;

import org.jspecify.annotations.Nullable;

/**
 * What the measure of a guard was before the first step.
 *
 * @param value null where that is not known, or not asked
 */
public record Baseline(@Nullable Double value) {}
