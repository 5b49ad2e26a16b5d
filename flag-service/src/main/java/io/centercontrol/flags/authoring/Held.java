package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.EvaluatorSet;

/** A flag that nobody else changes until the transaction ends, and the shared evaluators, which hold still as well. */
public record Held(SavedFlag saved, EvaluatorSet evaluators) {}
