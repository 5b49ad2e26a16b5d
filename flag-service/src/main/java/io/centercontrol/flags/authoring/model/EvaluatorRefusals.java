package io.centercontrol.flags.authoring.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.List;
import java.util.Map;

/** Why a shared evaluator is not found or not changed. */
public final class EvaluatorRefusals {
    private EvaluatorRefusals() {}

    /** There is none of this name. */
    public static RefusedException notFound(String name) {
        return new Refusal.NotFound("EVALUATOR_NOT_FOUND", "There is no shared evaluator " + name + ".").asException();
    }

    /** There is one of this name. */
    public static RefusedException taken(String name) {
        return new Refusal.Conflict(
                        "EVALUATOR_NAME_TAKEN",
                        "There is a shared evaluator " + name + ". Change it with If-Match, or take another name.",
                        Map.of("name", name))
                .asException();
    }

    /** Flags refer to it. */
    public static RefusedException inUse(String name, List<String> flags) {
        return new Refusal.Conflict(
                        "EVALUATOR_IN_USE",
                        "Flags use the evaluator " + name + ": " + String.join(", ", flags) + ". Change them first.",
                        Map.of("flags", flags))
                .asException();
    }

    static RefusedException inUseByEvaluators(String name, List<String> evaluators) {
        return new Refusal.Conflict(
                        "EVALUATOR_IN_USE",
                        "Other evaluators refer to " + name + ": " + String.join(", ", evaluators)
                                + ". Change them first.",
                        Map.of("evaluators", evaluators))
                .asException();
    }

    /** Flags that use it would be invalid. */
    public static RefusedException breaks(String name, Map<String, String> flags) {
        return new Refusal.Conflict(
                        "EVALUATOR_BREAKS_FLAGS",
                        "With this change of " + name + " flags that use it could not be evaluated: "
                                + String.join(", ", flags.keySet()) + ".",
                        Map.of("flags", flags))
                .asException();
    }

    /** Sensitive flags use it. */
    public static RefusedException needsApproval(List<String> keys) {
        return FlagRefusals.needsApproval(keys);
    }

    static RefusedException tooMany(int most) {
        return new Refusal.Conflict(
                        "TOO_MANY_EVALUATORS",
                        "There can be at most " + most + " shared evaluators. Delete those that nobody uses.",
                        Map.of("most", most))
                .asException();
    }
}
