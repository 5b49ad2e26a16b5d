package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kit.aggregate.Kept;

/** A flag that nobody else changes until the transaction ends, and the shared evaluators, which hold still as well. */
public record Held(Kept<Flag> flag, EvaluatorSet evaluators) {}
