package io.centercontrol.flags.authoring.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.flags.authoring.ChangedShared;
import io.centercontrol.flags.authoring.ShowEvaluator;
import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kit.aggregate.Written;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shared evaluator as clients see it.
 *
 * @param usedBy flags that use it, however far; missing in lists
 * @param changes after a change: the readable difference
 * @param flags after a change: the flags that it changed
 * @param eventId after a change: the event of the last of these flags; when that is applied, so are the others
 */
record EvaluatorView(
        String name,
        String description,
        JsonNode rule,
        boolean deleted,
        long version,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> usedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldChange> changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ChangedFlagView> flags,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID eventId) {
    /**
     * A flag that a change of an evaluator changed.
     *
     * @param effects of a dry run: which tenants get another value
     */
    record ChangedFlagView(
            String key,
            long version,
            UUID eventId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            EffectsView effects) {
        static ChangedFlagView of(Written<Flag> altered, @Nullable EffectsView effects) {
            var kept = altered.kept();
            return new ChangedFlagView(kept.state().key(), kept.version(), kept.eventId(), effects);
        }
    }

    static EvaluatorView listed(Evaluator evaluator) {
        return of(evaluator, null, null, null, null);
    }

    static EvaluatorView of(ShowEvaluator.Outcome shown) {
        return of(shown.evaluator(), shown.usedBy(), null, null, null);
    }

    static EvaluatorView of(ChangedShared changed, List<ChangedFlagView> flags) {
        return of(
                changed.evaluator(),
                null,
                changed.changes(),
                flags,
                flags.isEmpty() ? null : flags.getLast().eventId());
    }

    private static EvaluatorView of(
            Evaluator evaluator,
            @Nullable List<String> usedBy,
            @Nullable List<FieldChange> changes,
            @Nullable List<ChangedFlagView> flags,
            @Nullable UUID eventId) {
        return new EvaluatorView(
                evaluator.name(),
                evaluator.description(),
                Definitions.read(evaluator.rule()),
                evaluator.deleted(),
                evaluator.version(),
                evaluator.updatedAt(),
                usedBy,
                changes,
                flags,
                eventId);
    }
}
