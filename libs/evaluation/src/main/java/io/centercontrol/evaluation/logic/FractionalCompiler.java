package io.centercontrol.evaluation.logic;

import io.centercontrol.evaluation.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes nodes of {@code fractional}: a key that is hashed, and variants with their weights. */
final class FractionalCompiler {
    private final String flagKey;
    private final Compiler nodes;
    private final VariableCompiler variables;
    private final Complaints complaints;

    FractionalCompiler(String flagKey, Compiler nodes, VariableCompiler variables, Complaints complaints) {
        this.flagKey = flagKey;
        this.nodes = nodes;
        this.variables = variables;
        this.complaints = complaints;
    }

    Node fractional(List<@Nullable Object> arguments, String at, Scope scope) {
        if (!complaints.takes(arguments.size(), 1, Integer.MAX_VALUE, at)) {
            return complaints.nothing(at);
        }
        var keyed = Json.elements(arguments.getFirst()) == null;
        var first = keyed ? 1 : 0;
        if (arguments.size() == first) {
            return complaints.problem(
                    at, "NO_DISTRIBUTION", "has a key and nothing to distribute; add `[variant, weight]`");
        }
        var outcomes = new ArrayList<Node>();
        var weights = new ArrayList<Node>();
        var before = complaints.count();
        for (var next = first; next < arguments.size(); next++) {
            var pointer = Json.pointer(at, next);
            var entry = Json.elements(arguments.get(next));
            if (entry == null || entry.isEmpty() || entry.size() > 2) {
                complaints.problem(pointer, "WRONG_ARGUMENTS", "must be `[variant]` or `[variant, weight]`");
                continue;
            }
            outcomes.add(outcome(entry.getFirst(), Json.pointer(pointer, 0), scope));
            weights.add(
                    entry.size() == 1
                            ? new Constant(pointer, 1)
                            : weight(entry.get(1), Json.pointer(pointer, 1), scope));
        }
        if (complaints.count() > before) {
            return complaints.nothing(at);
        }
        var ends = ends(weights, at);
        var key = keyed ? key(nodes.node(arguments.getFirst(), Json.pointer(at, 0), scope), at) : whom(at);
        return key == null
                ? complaints.nothing(at)
                : new Fractional(at, key, outcomes, ends, ends == null ? weights : null);
    }

    /** The flag's key and whom it is about, who is asked of the attributes themselves, inside of an iteration too. */
    private TextKey whom(String at) {
        var whom = new NonEmpty(variables.variable(VariableCompiler.TARGETING_KEY, null, at, Scope.OUTSIDE));
        return new TextKey(flagKey, List.of(whom), true);
    }

    private @Nullable HashKey key(Node key, String at) {
        if (key instanceof Concatenation parts) {
            var prefix = new StringBuilder();
            var rest = new ArrayList<>(parts.parts());
            while (!rest.isEmpty() && rest.getFirst() instanceof Constant constant) {
                prefix.append(Values.text(constant.value()));
                rest.removeFirst();
            }
            return new TextKey(prefix.toString(), rest, false);
        }
        if (key instanceof Constant constant) {
            if (constant.value() instanceof String text) {
                return new TextKey(text, List.of(), false);
            }
            complaints.problem(
                    constant.pointer(), "NOT_A_TEXT", "the key must be a text; make it one by `cat` if it is a number");
            return null;
        }
        return new UnitKey(key, whom(at));
    }

    private Node outcome(@Nullable Object json, String pointer, Scope scope) {
        return Json.elements(json) == null
                ? nodes.node(json, pointer, scope)
                : complaints.problem(
                        pointer, "NOT_A_VARIANT", "must be the name of a variant, or an operation that gives one");
    }

    private Node weight(@Nullable Object json, String pointer, Scope scope) {
        if (Json.members(json) != null) {
            return nodes.node(json, pointer, scope);
        }
        if (json instanceof Number number
                && Values.whole(number.doubleValue())
                && number.doubleValue() >= 0
                && number.doubleValue() <= Fractional.HEAVIEST) {
            return new Constant(pointer, json);
        }
        return complaints.problem(
                pointer,
                "WRONG_WEIGHT",
                "a weight is a whole number from 0 to " + Fractional.HEAVIEST + ", not " + json);
    }

    /** Where each entry's share ends; null when weights are computed. */
    private long @Nullable [] ends(List<Node> weights, String at) {
        var ends = new long[weights.size()];
        var sum = 0L;
        for (var entry = 0; entry < ends.length; entry++) {
            if (!(weights.get(entry) instanceof Constant constant)) {
                return null;
            }
            sum += constant.value() instanceof Number weight ? weight.longValue() : 0;
            ends[entry] = sum;
        }
        if (sum == 0 || sum > Fractional.HEAVIEST) {
            complaints.problem(
                    at,
                    "WRONG_WEIGHTS",
                    "the weights add up to " + sum + "; their sum must be from 1 to " + Fractional.HEAVIEST);
            return new long[] {1};
        }
        return ends;
    }
}
