package io.centercontrol.evaluation;

/**
 * An evaluation and what decided it.
 *
 * @param resolution what the evaluation gives
 * @param pointer JSON pointer, in the compiled definition, of what decided: the result of a branch, a share of a {@code
 *     fractional}, {@code /defaultVariant} or {@code /state}
 */
public record Explanation(Resolution resolution, String pointer) {}
