package io.centercontrol.flags.promotion.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.flags.promotion.Imported;
import io.centercontrol.flags.promotion.Imported.OfEvaluator;
import io.centercontrol.flags.promotion.Imported.OfFlag;
import io.centercontrol.flags.promotion.Imported.Result;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a document, or would.
 *
 * @param results how many flags by what became of them
 * @param leftOut places in the document of what could not be kept
 * @param warnings what was kept and is not all that we need, by its place in the document
 * @param eventId the event of the last flag that changed: all of them are on one topic, in the order of their keys
 */
record ImportView(
        Map<Result, Long> results,
        List<FlagResultView> flags,
        List<EvaluatorResultView> evaluators,
        List<String> leftOut,
        List<Violation> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean dryRun) {
    /**
     * What became of a flag.
     *
     * @param tenants of a dry run: how many would get another value, once it is approved if it must be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FlagResultView(
            String key,
            Result result,
            List<FieldChange> changes,
            @Nullable Long version,
            @Nullable UUID eventId,
            @Nullable UUID changeRequest,
            @Nullable Long tenants,
            @Nullable RefusalView refusal) {}

    /** What became of a shared evaluator. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EvaluatorResultView(
            String name,
            Result result,
            List<FieldChange> changes,
            @Nullable RefusalView refusal) {}

    /** Why one was refused, with its places in the document. */
    record RefusalView(String code, String detail, List<Violation> errors) {
        static @Nullable RefusalView of(@Nullable Refusal refusal) {
            return refusal == null
                    ? null
                    : new RefusalView(
                            refusal.code(),
                            refusal.message(),
                            refusal instanceof Refusal.Invalid(var violations) ? violations : List.of());
        }
    }

    static ImportView of(Imported imported) {
        var last = imported.flags().stream()
                .filter(one -> one.result() != Result.UNCHANGED && one.altered() != null)
                .reduce((first, second) -> second)
                .orElse(null);
        return of(imported, Map.of(), last == null ? null : eventId(last), null);
    }

    /** Nothing was saved, so there are neither events nor requests. */
    static ImportView dry(Imported imported, Map<String, Long> tenants) {
        return of(imported, tenants, null, true);
    }

    private static ImportView of(
            Imported imported, Map<String, Long> tenants, @Nullable UUID eventId, @Nullable Boolean dryRun) {
        var results = new TreeMap<Result, Long>();
        imported.flags().forEach(one -> results.merge(one.result(), 1L, Long::sum));
        return new ImportView(
                results,
                imported.flags().stream()
                        .map(one -> view(one, tenants.get(one.key()), dryRun != null))
                        .toList(),
                imported.evaluators().stream().map(ImportView::view).toList(),
                imported.leftOut(),
                imported.warnings(),
                eventId,
                dryRun);
    }

    private static FlagResultView view(OfFlag one, @Nullable Long tenants, boolean dry) {
        var altered = one.altered();
        return new FlagResultView(
                one.key(),
                one.result(),
                one.changes(),
                altered == null || dry ? null : altered.kept().state().version(),
                one.result() == Result.UNCHANGED || dry ? null : eventId(one),
                dry ? null : one.changeRequest(),
                tenants,
                RefusalView.of(one.refusal()));
    }

    private static @Nullable UUID eventId(OfFlag one) {
        var altered = one.altered();
        return altered == null ? null : altered.kept().eventId();
    }

    private static EvaluatorResultView view(OfEvaluator one) {
        return new EvaluatorResultView(one.name(), one.result(), one.changes(), RefusalView.of(one.refusal()));
    }
}
