package io.centercontrol.evaluation;

import io.centercontrol.evaluation.json.Doubt.Until;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts shared evaluators in the place of what refers to them. An evaluator may refer to others. A few that refer to each
 * other twice can stand for more JSON than there is memory, so what comes out is counted while it grows.
 */
final class Evaluators {
    private static final String REFERENCE = "$ref";
    private static final int MOST_VALUES = 100_000;

    private final Map<String, ?> evaluators;
    private final Problems problems;
    private final SequencedSet<String> open = new LinkedHashSet<>();
    private final int depth;
    private int values;
    private boolean full;

    private Evaluators(Map<String, ?> evaluators, int depth, Problems problems) {
        this.evaluators = evaluators;
        this.depth = depth;
        this.problems = problems;
    }

    /** Reads evaluators that are JSON by name. */
    static Map<String, Object> read(Map<String, String> evaluators, Problems problems) {
        var read = new LinkedHashMap<String, Object>();
        evaluators.forEach((name, json) -> {
            var found = new Problems();
            var rule = Json.readObject(json, Limits.DEFINITION_BYTES, Limits.DEPTH, found);
            found.list()
                    .forEach(problem -> problems.add(
                            Json.pointer("/$evaluators", name) + problem.pointer(), problem.code(), problem.message()));
            if (rule != null) {
                read.put(name, rule);
            }
        });
        return read;
    }

    /** The rule without references; null when that cannot be, and the problems say why. */
    static @Nullable Map<String, @Nullable Object> inline(
            Map<String, @Nullable Object> rule,
            String pointer,
            Map<String, ?> evaluators,
            int depth,
            Problems problems) {
        var before = problems.count();
        var inlined = new Evaluators(evaluators, depth, problems).value(rule, pointer, depth);
        return problems.count() > before ? null : Json.members(inlined);
    }

    /** Notes what is wrong with one of the evaluators, where it stands. */
    static void check(
            String name,
            Map<String, @Nullable Object> rule,
            String pointer,
            Map<String, ?> evaluators,
            Problems problems) {
        var check = new Evaluators(evaluators, Limits.DEPTH, problems);
        check.open.add(name);
        check.value(rule, pointer, Limits.DEPTH);
    }

    private @Nullable Object value(@Nullable Object value, String pointer, int levels) {
        if (full || !(value instanceof Map || value instanceof List)) {
            return value;
        }
        if (++values > MOST_VALUES || levels <= 0) {
            full = true;
            problems.add(
                    pointer,
                    levels <= 0 ? "TOO_DEEP" : "TOO_LARGE",
                    levels <= 0
                            ? "is nested deeper than " + depth + " levels with its references resolved; flatten it"
                            : "is too large with its references resolved; repeat fewer of them");
            return null;
        }
        var elements = Json.elements(value);
        if (elements != null) {
            var copy = new ArrayList<@Nullable Object>();
            for (var at = 0; at < elements.size(); at++) {
                copy.add(value(elements.get(at), Json.pointer(pointer, at), levels - 1));
            }
            return copy;
        }
        var members = Json.members(value);
        if (members == null || members.containsKey(REFERENCE)) {
            return members == null ? null : reference(members, pointer, levels);
        }
        var copy = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, member) -> copy.put(name, value(member, Json.pointer(pointer, name), levels - 1)));
        return copy;
    }

    private @Nullable Object reference(Map<String, @Nullable Object> members, String pointer, int levels) {
        var at = Json.pointer(pointer, REFERENCE);
        if (members.size() > 1 || !(members.get(REFERENCE) instanceof String name)) {
            problems.doubt(
                    at,
                    "WRONG_REFERENCE",
                    "must be the only member of its object, and the name of an evaluator",
                    Until.PARSE_ERROR);
            return null;
        }
        if (!evaluators.containsKey(name)) {
            problems.doubt(
                    at,
                    "UNKNOWN_EVALUATOR",
                    "refers to the evaluator `" + name + "`, which is not in `$evaluators`"
                            + (evaluators.isEmpty() ? "" : "; there are " + evaluators.keySet()),
                    Until.PARSE_ERROR);
            return members;
        }
        if (!open.add(name)) {
            problems.add(
                    at,
                    "CYCLE",
                    "refers to the evaluator `" + name + "`, which is being resolved here: " + String.join(" -> ", open)
                            + " -> " + name);
            return null;
        }
        var resolved = value(evaluators.get(name), pointer, levels);
        open.remove(name);
        return resolved;
    }
}
