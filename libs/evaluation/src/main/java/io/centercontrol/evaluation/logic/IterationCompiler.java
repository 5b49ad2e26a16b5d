package io.centercontrol.evaluation.logic;

import io.centercontrol.evaluation.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes nodes of what goes through lists, as long as that is no more than an evaluation can bear. */
final class IterationCompiler {
    /** An iteration inside an iteration multiplies their lengths. */
    private static final int MOST_ITERATIONS = 3;

    /** So many elements are gone through in well under a millisecond. Lists that a context brings are its sender's to answer for. */
    private static final long MOST_ELEMENTS = 100_000;

    private final Compiler nodes;
    private final Complaints complaints;

    IterationCompiler(Compiler nodes, Complaints complaints) {
        this.nodes = nodes;
        this.complaints = complaints;
    }

    Node iteration(String operator, List<@Nullable Object> arguments, String at, Scope scope) {
        var count = operator.equals("reduce") ? 3 : 2;
        if (!complaints.takes(arguments.size(), count, count, at)) {
            return complaints.nothing(at);
        }
        if (scope.depth() == MOST_ITERATIONS) {
            return complaints.problem(
                    at,
                    "TOO_MANY_ITERATIONS",
                    "is inside of " + MOST_ITERATIONS + " others, which is the most there may be");
        }
        var list = nodes.node(arguments.get(0), Json.pointer(at, 0), scope);
        var inside = scope.inside(length(list));
        if (inside.times() > MOST_ELEMENTS) {
            return complaints.problem(
                    at,
                    "TOO_MANY_ITERATIONS",
                    "goes through " + inside.times() + " elements with those around it, of " + MOST_ELEMENTS
                            + " at most; use `in`");
        }
        var rule = nodes.node(arguments.get(1), Json.pointer(at, 1), inside);
        return switch (operator) {
            case "map" -> new Selection(at, list, rule, false);
            case "filter" -> new Selection(at, list, rule, true);
            case "all" -> new Quantifier(at, Quantifier.Amount.ALL, list, rule);
            case "some" -> new Quantifier(at, Quantifier.Amount.SOME, list, rule);
            case "none" -> new Quantifier(at, Quantifier.Amount.NONE, list, rule);
            default -> new Reduction(at, list, rule, nodes.node(arguments.get(2), Json.pointer(at, 2), scope));
        };
    }

    /** How long a list can be that the rule itself brings. */
    private static long length(Node list) {
        return switch (list) {
            case Constant constant -> constant.value() instanceof List<?> elements ? elements.size() : 0;
            case Listing listing -> listing.length();
            case Merge merge ->
                merge.parts().stream()
                        .mapToLong(part -> Math.max(1, length(part)))
                        .sum();
            case Selection selection -> length(selection.list());
            case Branch branch ->
                Math.max(
                        length(branch.otherwise()),
                        branch.results().stream()
                                .mapToLong(IterationCompiler::length)
                                .max()
                                .orElse(0));
            case Connective connective ->
                connective.parts().stream()
                        .mapToLong(IterationCompiler::length)
                        .max()
                        .orElse(0);
            case Reduction grown -> Fault.LONGEST;
            default -> 0;
        };
    }
}
