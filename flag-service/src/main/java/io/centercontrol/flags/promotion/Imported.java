package io.centercontrol.flags.promotion;

import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.promotion.model.Places;
import io.centercontrol.flags.promotion.model.PromotionDocument;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.kit.aggregate.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a document.
 *
 * @param flags by key: those in the document, and those that it concerns
 * @param evaluators by name: those in the document
 * @param leftOut places in the document of what could not be kept
 * @param warnings what was kept and is not all that we need, by its place in the document
 */
public record Imported(
        List<OfFlag> flags, List<OfEvaluator> evaluators, List<String> leftOut, List<Violation> warnings) {
    /** What can become of one. */
    public enum Result {
        CREATED,
        CHANGED,
        UNCHANGED,
        /** Archived, since the document has none of its key. */
        ARCHIVED,
        /** A change request was opened. */
        REQUESTED,
        REFUSED
    }

    /**
     * What became of a flag.
     *
     * @param changes the readable difference
     * @param before null for one that began, or that was refused
     * @param after as it is, or would be once it is approved; null when it was refused
     * @param altered null when the flag itself was not changed
     * @param changeRequest null when none was opened
     * @param refusal null unless it was refused
     */
    public record OfFlag(
            String key,
            Result result,
            List<FieldChange> changes,
            @Nullable Flag before,
            @Nullable Flag after,
            @Nullable Written<Flag> altered,
            @Nullable UUID changeRequest,
            @Nullable Refusal refusal) {
        static OfFlag altered(String key, Written<Flag> altered) {
            return new OfFlag(
                    key,
                    result(altered),
                    altered.fields(),
                    altered.before(),
                    altered.kept().state(),
                    altered,
                    null,
                    null);
        }

        private static Result result(Written<Flag> altered) {
            if (altered.type() == null) {
                return Result.UNCHANGED;
            }
            var before = altered.before();
            if (before == null) {
                return Result.CREATED;
            }
            return altered.kept().state().content().archived()
                            && !before.content().archived()
                    ? Result.ARCHIVED
                    : Result.CHANGED;
        }

        static OfFlag refused(String key, Refusal refusal) {
            return new OfFlag(key, Result.REFUSED, List.of(), null, null, null, null, refusal);
        }
    }

    /** What became of a shared evaluator. */
    public record OfEvaluator(
            String name,
            Result result,
            List<FieldChange> changes,
            @Nullable Refusal refusal) {}

    static Imported of(
            List<OfFlag> flags, List<OfEvaluator> evaluators, PromotionDocument document, EvaluatorSet shared) {
        var warnings = new ArrayList<Violation>();
        document.evaluators().forEach((name, one) -> {
            if (evaluators.stream().noneMatch(of -> of.name().equals(name) && of.refusal() != null)) {
                Evaluator.doubts(name, one.rule(), shared)
                        .forEach(doubt -> warnings.add(Places.kept(Places.ofEvaluator(name, doubt.found()), doubt)));
            }
        });
        for (var one : flags) {
            var after = one.after();
            if (after != null && document.flags().containsKey(one.key())) {
                after.doubts(shared)
                        .forEach(doubt -> warnings.add(Places.kept(Places.ofFlag(one.key(), doubt.found()), doubt)));
                if (isBeyondKilling(after)) {
                    warnings.add(Places.noOffVariant(one.key()));
                }
            }
        }
        return new Imported(List.copyOf(flags), List.copyOf(evaluators), document.leftOut(), List.copyOf(warnings));
    }

    private static boolean isBeyondKilling(Flag flag) {
        return !flag.content().canBeKilled();
    }
}
