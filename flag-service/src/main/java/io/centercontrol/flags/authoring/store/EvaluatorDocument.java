package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.model.Evaluator;
import java.time.Instant;

/** A shared evaluator as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record EvaluatorDocument(String description, String rule, boolean deleted, String updatedAt) {
    static EvaluatorDocument of(Evaluator evaluator) {
        return new EvaluatorDocument(
                evaluator.description(),
                evaluator.rule(),
                evaluator.deleted(),
                evaluator.updatedAt().toString());
    }

    Evaluator toEvaluator(String name, long version) {
        return new Evaluator(name, description, rule, deleted, version, Instant.parse(updatedAt));
    }
}
