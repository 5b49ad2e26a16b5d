package io.centercontrol.evaluation.logic;

import io.centercontrol.evaluation.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes nodes of {@code fractional}: a key that is hashed, and variants with their weights. */
final class FractionalCompiler {
    private final String flagKey;
    private final @Nullable Bucketing bucketing;
    private final Compiler nodes;
    private final VariableCompiler variables;
    private final Complaints complaints;

    FractionalCompiler(
            String flagKey,
            @Nullable Bucketing bucketing,
            Compiler nodes,
            VariableCompiler variables,
            Complaints complaints) {
        this.flagKey = flagKey;
        this.bucketing = bucketing;
        this.nodes = nodes;
        this.variables = variables;
        this.complaints = complaints;
    }

    Node fractional(List<@Nullable Object> arguments, String at, Scope scope) {
        if (bucketing == null) {
            return complaints.unreadable(
                    at,
                    "UNKNOWN_BUCKETING",
                    "is spread by a hash that is not known here; `" + Bucketing.MEMBER + "` in the metadata is one of "
                            + List.of(Bucketing.values()));
        }
        if (!complaints.takesOrHasNoValue(arguments.size(), 1, Integer.MAX_VALUE, at)) {
            return complaints.nothing(at);
        }
        var keyed = Json.elements(arguments.getFirst()) == null;
        var first = keyed ? 1 : 0;
        if (arguments.size() == first) {
            return complaints.valueless(
                    at, "NO_DISTRIBUTION", "has a key and nothing to distribute; add `[variant, weight]`");
        }
        var outcomes = new ArrayList<Node>();
        var weights = new ArrayList<Node>();
        var whole = true;
        for (var next = first; next < arguments.size(); next++) {
            var pointer = Json.pointer(at, next);
            var entry = Json.elements(arguments.get(next));
            if (entry == null || entry.isEmpty() || entry.size() > 2) {
                complaints.valueless(pointer, "WRONG_ARGUMENTS", "must be `[variant]` or `[variant, weight]`");
                whole = false;
                continue;
            }
            var outcome = outcome(entry.getFirst(), Json.pointer(pointer, 0), scope);
            var weight = entry.size() == 1
                    ? new Constant(pointer, 1)
                    : weight(entry.get(1), Json.pointer(pointer, 1), scope);
            if (outcome == null || weight == null) {
                whole = false;
                continue;
            }
            outcomes.add(outcome);
            weights.add(weight);
        }
        if (!whole) {
            return complaints.nothing(at);
        }
        var fixed = weights.stream().allMatch(Constant.class::isInstance);
        var ends = fixed ? ends(weights, at) : null;
        var key = keyed ? key(nodes.node(arguments.getFirst(), Json.pointer(at, 0), scope), at) : whom(at);
        return key == null || fixed && ends == null
                ? complaints.nothing(at)
                : new Fractional(at, key, outcomes, ends, fixed ? null : weights);
    }

    /** The flag's key and whom it is about, who is asked of the attributes themselves, inside of an iteration too. */
    private HashKey whom(String at) {
        var whom = new NonEmpty(variables.variable(VariableCompiler.TARGETING_KEY, null, at, Scope.OUTSIDE));
        return bucketing == Bucketing.CBOR ? new PairKey(flagKey, whom) : new TextKey(flagKey, List.of(whom), true);
    }

    private @Nullable HashKey key(Node key, String at) {
        if (bucketing == Bucketing.CBOR) {
            if (key instanceof Constant constant && constant.value() == null) {
                complaints.valueless(constant.pointer(), "NO_KEY", "must be a value to hash; null is none");
                return null;
            }
            return key instanceof Concatenation parts ? new CborTextKey(parts.parts()) : new CborKey(key);
        }
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
            complaints.valueless(
                    constant.pointer(), "NOT_A_TEXT", "the key must be a text; make it one by `cat` if it is a number");
            return null;
        }
        return new UnitKey(key, whom(at));
    }

    /** Null for one that is none. */
    private @Nullable Node outcome(@Nullable Object json, String pointer, Scope scope) {
        if (Json.elements(json) == null) {
            return nodes.node(json, pointer, scope);
        }
        complaints.valueless(pointer, "NOT_A_VARIANT", "must be the name of a variant, or an operation that gives one");
        return null;
    }

    /** Null for one that is none. */
    private @Nullable Node weight(@Nullable Object json, String pointer, Scope scope) {
        if (Json.members(json) != null) {
            return nodes.node(json, pointer, scope);
        }
        var wanted = "a weight is a whole number from 0 to " + Fractional.HEAVIEST + ", not " + json;
        if (json instanceof Number number
                && Values.whole(number.doubleValue())
                && number.doubleValue() <= Fractional.HEAVIEST) {
            if (number.doubleValue() >= 0) {
                return new Constant(pointer, json);
            }
            complaints.taken(pointer, "WRONG_WEIGHT", wanted + ", which counts as 0");
            return new Constant(pointer, 0);
        }
        complaints.valueless(pointer, "WRONG_WEIGHT", wanted);
        return null;
    }

    /** Where each entry's share ends; null, and noted, when nothing can be shared so. */
    private long @Nullable [] ends(List<Node> weights, String at) {
        var ends = new long[weights.size()];
        var sum = 0L;
        for (var entry = 0; entry < ends.length; entry++) {
            sum += ((Constant) weights.get(entry)).value() instanceof Number weight ? weight.longValue() : 0;
            ends[entry] = sum;
        }
        if (sum == 0 || sum > Fractional.HEAVIEST) {
            complaints.valueless(
                    at,
                    "WRONG_WEIGHTS",
                    "the weights add up to " + sum + "; their sum must be from 1 to " + Fractional.HEAVIEST);
            return null;
        }
        return ends;
    }
}
