package io.centercontrol.flags.promotion;

import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.promotion.Imported.OfEvaluator;
import io.centercontrol.flags.promotion.Imported.OfFlag;
import io.centercontrol.flags.promotion.model.Places;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Why a document is not put in, as a whole. */
final class ImportRefusals {
    /** What the flags' model says when somebody else would have to agree. */
    static final String NEEDS_APPROVAL = "NEEDS_APPROVAL";

    private ImportRefusals() {}

    /** The refusal of one flag, with its places in the document. */
    static Refusal ofFlag(String key, Refusal refusal) {
        return refusal instanceof Refusal.Invalid(var violations)
                ? new Refusal.Invalid(
                        violations.stream().map(one -> Places.ofFlag(key, one)).toList())
                : refusal;
    }

    /** The refusal of one shared evaluator, with its places in the document. */
    static Refusal ofEvaluator(String name, Refusal refusal) {
        return refusal instanceof Refusal.Invalid(var violations)
                ? new Refusal.Invalid(violations.stream()
                        .map(one -> Places.ofEvaluator(name, one))
                        .toList())
                : refusal;
    }

    static Refusal sharedBySensitive(String key) {
        return new Refusal.Conflict(
                NEEDS_APPROVAL,
                "The flag " + key
                        + " is sensitive and uses a shared evaluator that this document changes: that cannot wait"
                        + " for an approval of the flag. Propose a change of the flag that no longer refers to it first, or"
                        + " say breakGlass with a reason of at least " + Permit.SHORTEST_REASON + " characters.",
                Map.of("flags", List.of(key)));
    }

    /** One refusal of all that was refused; null when nothing was. */
    static @Nullable RefusedException of(List<OfFlag> flags, List<OfEvaluator> evaluators) {
        var refused = new TreeMap<String, Refusal>();
        evaluators.stream()
                .filter(one -> one.refusal() != null)
                .forEach(one -> refused.put("$evaluators/" + one.name(), Objects.requireNonNull(one.refusal())));
        flags.stream()
                .filter(one -> one.refusal() != null)
                .forEach(one -> refused.put(one.key(), Objects.requireNonNull(one.refusal())));
        if (refused.isEmpty()) {
            return null;
        }
        var violations = new ArrayList<Violation>();
        refused.values().forEach(one -> {
            if (one instanceof Refusal.Invalid(var found)) {
                violations.addAll(found);
            }
        });
        if (!violations.isEmpty()) {
            return new Refusal.Invalid(violations).asException();
        }
        if (refused.values().stream().allMatch(one -> one.code().equals(NEEDS_APPROVAL))) {
            return needsApproval(List.copyOf(refused.keySet()));
        }
        var told = new TreeMap<String, Object>();
        refused.forEach((key, refusal) -> told.put(key, refusal.message()));
        return new Refusal.Conflict(
                        "IMPORT_REFUSED",
                        "Nothing was changed, since these cannot be: " + String.join(", ", refused.keySet()) + ".",
                        Map.of("refused", told))
                .asException();
    }

    private static RefusedException needsApproval(List<String> keys) {
        return new Refusal.Conflict(
                        NEEDS_APPROVAL,
                        "Sensitive flags would change: " + String.join(", ", keys)
                                + ". Say sensitive=request to open a change request for each, or in an emergency breakGlass"
                                + " with a reason of at least " + Permit.SHORTEST_REASON + " characters.",
                        Map.of("flags", keys))
                .asException();
    }
}
