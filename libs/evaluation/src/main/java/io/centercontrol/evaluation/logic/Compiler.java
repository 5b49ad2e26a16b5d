package io.centercontrol.evaluation.logic;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes nodes of targeting rules, and notes what is wrong with them. One for each definition; not for several threads. */
public final class Compiler {
    /** More operations than an author keeps apart, fewer than would make evaluations slow. */
    private static final int MOST_OPERATIONS = 5_000;

    /** An iteration inside an iteration multiplies their lengths. */
    private static final int MOST_ITERATIONS = 3;

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final String FLAG_KEY = "$flagd.flagKey";
    private static final String TIMESTAMP = "$flagd.timestamp";
    private static final String TARGETING_KEY = "targetingKey";

    private final String flagKey;
    private final Set<String> variants;
    private final InstantSource clock;
    private final Problems problems;
    private final SortedSet<String> attributes = new TreeSet<>();
    private int operations;

    /** Compiles for one flag, whose variants a rule may name. */
    public Compiler(String flagKey, Set<String> variants, InstantSource clock, Problems problems) {
        this.flagKey = flagKey;
        this.variants = variants;
        this.clock = clock;
        this.problems = problems;
    }

    /** Compiles a whole targeting rule. What it gives is of no use when there were problems. */
    public Node compile(Map<String, @Nullable Object> targeting, String pointer) {
        var rule = node(targeting, pointer, 0);
        results(rule);
        if (operations > MOST_OPERATIONS) {
            problems.add(
                    pointer,
                    "TOO_MANY_RULES",
                    "has " + operations + " operations, of " + MOST_OPERATIONS
                            + " at most; ask for members of a list by `in` instead of one by one");
        }
        return rule;
    }

    /** A number as the name of a variant. */
    public static String text(Number number) {
        return Values.text(number);
    }

    /** The top-level attributes that the rules read. */
    public SortedSet<String> attributes() {
        return attributes;
    }

    /** Names of variants that stand in the rule as its result are checked; computed ones cannot be. */
    private void results(Node rule) {
        switch (rule) {
            case Branch branch -> {
                branch.results().forEach(this::results);
                results(branch.otherwise());
            }
            case Fractional fractional -> fractional.outcomes().forEach(this::results);
            case Constant constant -> {
                var value = constant.value();
                if (value != null && !(value instanceof List) && !variants.contains(Values.text(value))) {
                    problem(
                            constant.pointer(),
                            "UNKNOWN_VARIANT",
                            "names the variant `" + Values.text(value) + "`, which the flag does not have; it has "
                                    + variants);
                }
            }
            default -> {}
        }
    }

    private Node node(@Nullable Object json, String pointer, int iterations) {
        var elements = Json.elements(json);
        if (elements != null) {
            return list(elements, pointer, iterations);
        }
        var operation = Json.members(json);
        if (operation == null) {
            return new Constant(pointer, json);
        }
        operations++;
        if (operation.size() != 1) {
            return problem(
                    pointer,
                    "NOT_AN_OPERATION",
                    "an operation has exactly one member, its operator, and this has " + operation.size());
        }
        var operator = operation.keySet().iterator().next();
        var at = Json.pointer(pointer, operator);
        var argument = operation.get(operator);
        if (operator.equals("var")) {
            return variable(argument, at, iterations);
        }
        var arguments = Json.elements(argument);
        return arguments == null
                ? operation(operator, new Operands(List.of(node(argument, at, iterations)), at), at, iterations)
                : many(operator, arguments, at, iterations);
    }

    private Node list(List<@Nullable Object> elements, String pointer, int iterations) {
        var nodes = nodes(elements, pointer, iterations);
        if (nodes.stream().allMatch(node -> node instanceof Constant)) {
            var values = new ArrayList<@Nullable Object>();
            nodes.forEach(node -> values.add(((Constant) node).value()));
            return new Constant(pointer, values);
        }
        return new Listing(pointer, nodes);
    }

    private List<Node> nodes(List<@Nullable Object> elements, String pointer, int iterations) {
        var nodes = new ArrayList<Node>(elements.size());
        for (var at = 0; at < elements.size(); at++) {
            nodes.add(node(elements.get(at), Json.pointer(pointer, at), iterations));
        }
        return nodes;
    }

    /** Those operators whose arguments mean something else than their values. */
    private Node many(String operator, List<@Nullable Object> arguments, String at, int iterations) {
        return switch (operator) {
            case "fractional" -> fractional(arguments, at, iterations);
            case "missing" -> missing(names(arguments), Integer.MAX_VALUE, at, iterations);
            case "missing_some" -> missingSome(arguments, at, iterations);
            case "map", "filter", "all", "some", "none", "reduce" -> iteration(operator, arguments, at, iterations);
            default -> operation(operator, new Operands(nodes(arguments, at, iterations), at), at, iterations);
        };
    }

    private record Operands(List<Node> nodes, String pointer) {
        Node get(int at) {
            return nodes.get(at);
        }

        int count() {
            return nodes.size();
        }
    }

    private Node operation(String operator, Operands of, String at, int iterations) {
        return switch (operator) {
            case "if" -> takes(of, 1, Integer.MAX_VALUE, at) ? branch(of.nodes(), at) : nothing(at);
            case "and" -> takes(of, 1, Integer.MAX_VALUE, at) ? new Connective(at, false, of.nodes()) : nothing(at);
            case "or" -> takes(of, 1, Integer.MAX_VALUE, at) ? new Connective(at, true, of.nodes()) : nothing(at);
            case "!" -> takes(of, 1, 1, at) ? new Negation(at, of.get(0), false) : nothing(at);
            case "!!" -> takes(of, 1, 1, at) ? new Negation(at, of.get(0), true) : nothing(at);
            case "==" -> takes(of, 2, 2, at) ? equality(of, at, false, true) : nothing(at);
            case "===" -> takes(of, 2, 2, at) ? equality(of, at, true, true) : nothing(at);
            case "!=" -> takes(of, 2, 2, at) ? equality(of, at, false, false) : nothing(at);
            case "!==" -> takes(of, 2, 2, at) ? equality(of, at, true, false) : nothing(at);
            case "<" -> takes(of, 2, 3, at) ? comparison(Comparison.Order.LESS, of, at) : nothing(at);
            case "<=" -> takes(of, 2, 3, at) ? comparison(Comparison.Order.LESS_OR_EQUAL, of, at) : nothing(at);
            case ">" -> takes(of, 2, 2, at) ? comparison(Comparison.Order.GREATER, of, at) : nothing(at);
            case ">=" -> takes(of, 2, 2, at) ? comparison(Comparison.Order.GREATER_OR_EQUAL, of, at) : nothing(at);
            case "+" -> arithmetic(Arithmetic.Operation.ADD, of, 1, Integer.MAX_VALUE, at);
            case "-" -> arithmetic(Arithmetic.Operation.SUBTRACT, of, 1, 2, at);
            case "*" -> arithmetic(Arithmetic.Operation.MULTIPLY, of, 1, Integer.MAX_VALUE, at);
            case "/" -> arithmetic(Arithmetic.Operation.DIVIDE, of, 2, 2, at);
            case "%" -> arithmetic(Arithmetic.Operation.REMAINDER, of, 2, 2, at);
            case "min" -> arithmetic(Arithmetic.Operation.LEAST, of, 1, Integer.MAX_VALUE, at);
            case "max" -> arithmetic(Arithmetic.Operation.GREATEST, of, 1, Integer.MAX_VALUE, at);
            case "in" -> takes(of, 2, 2, at) ? membership(of, at) : nothing(at);
            case "cat" -> takes(of, 1, Integer.MAX_VALUE, at) ? new Concatenation(at, flat(of.nodes())) : nothing(at);
            case "substr" ->
                takes(of, 2, 3, at)
                        ? new Substring(at, of.get(0), of.get(1), of.count() > 2 ? of.get(2) : null)
                        : nothing(at);
            case "merge" -> takes(of, 1, Integer.MAX_VALUE, at) ? new Merge(at, of.nodes()) : nothing(at);
            case "starts_with" -> takes(of, 2, 2, at) ? affix(of, at, true) : nothing(at);
            case "ends_with" -> takes(of, 2, 2, at) ? affix(of, at, false) : nothing(at);
            case "sem_ver" -> takes(of, 3, 3, at) ? versions(of, at) : nothing(at);
            case "missing" ->
                of.get(0) instanceof Constant name
                        ? missing(names(single(name.value())), Integer.MAX_VALUE, at, iterations)
                        : literal(at, "a list of names of attributes");
            case "missing_some", "map", "filter", "all", "some", "none", "reduce", "fractional" ->
                problem(at, "WRONG_ARGUMENTS", "takes its arguments as an array");
            case "$ref" ->
                problem(
                        at,
                        "UNRESOLVED_REFERENCE",
                        "refers to a shared evaluator, and there is none here; put it into the definition");
            default ->
                problem(
                        at,
                        "UNKNOWN_OPERATOR",
                        "`" + operator + "` is no operator of flagd; the operators stand in "
                                + "https://flagd.dev/schema/v0/targeting.json");
        };
    }

    private static List<@Nullable Object> single(@Nullable Object value) {
        var list = new ArrayList<@Nullable Object>();
        list.add(value);
        return list;
    }

    private Node nothing(String at) {
        return new Constant(at, null);
    }

    private Node problem(String at, String code, String message) {
        problems.add(at, code, message);
        return nothing(at);
    }

    private Node literal(String at, String what) {
        return problem(at, "NOT_LITERAL", "must stand in the rule as " + what + "; it cannot be computed");
    }

    private boolean takes(Operands operands, int fewest, int most, String at) {
        return takes(operands.count(), fewest, most, at);
    }

    private boolean takes(int count, int fewest, int most, String at) {
        if (count >= fewest && count <= most) {
            return true;
        }
        var wanted = most == Integer.MAX_VALUE
                ? "at least " + fewest
                : fewest == most ? "exactly " + fewest : fewest + " to " + most;
        problems.add(at, "WRONG_ARGUMENTS", "takes " + wanted + " arguments, and has " + count);
        return false;
    }

    private static Node branch(List<Node> nodes, String at) {
        var conditions = new ArrayList<Node>();
        var results = new ArrayList<Node>();
        for (var next = 0; next + 1 < nodes.size(); next += 2) {
            conditions.add(nodes.get(next));
            results.add(nodes.get(next + 1));
        }
        var otherwise = nodes.size() % 2 == 1 ? nodes.getLast() : new Constant(at, null);
        if (otherwise instanceof Branch inner) {
            conditions.addAll(inner.conditions());
            results.addAll(inner.results());
            otherwise = inner.otherwise();
        }
        return new Branch(at, conditions, results, otherwise);
    }

    private static Node equality(Operands of, String at, boolean strict, boolean equal) {
        var left = of.get(0);
        var right = of.get(1);
        if (right instanceof Constant constant && constant.value() instanceof String text) {
            return new TextEquality(at, left, text, strict, equal);
        }
        if (left instanceof Constant constant && constant.value() instanceof String text) {
            return new TextEquality(at, right, text, strict, equal);
        }
        return new Equality(at, left, right, strict, equal);
    }

    private static Node comparison(Comparison.Order order, Operands of, String at) {
        return new Comparison(at, order, of.nodes());
    }

    private Node arithmetic(Arithmetic.Operation operation, Operands of, int fewest, int most, String at) {
        return takes(of, fewest, most, at) ? new Arithmetic(at, operation, of.nodes()) : nothing(at);
    }

    private static Node membership(Operands of, String at) {
        if (of.get(1) instanceof Constant constant && constant.value() instanceof List<?> list) {
            var texts = new ArrayList<String>();
            for (var element : list) {
                if (element instanceof String text) {
                    texts.add(text);
                }
            }
            if (texts.size() == list.size()) {
                return new TextSet(at, of.get(0), texts);
            }
        }
        return new Membership(at, of.get(0), of.get(1));
    }

    /** Concatenations inside of one are part of it. */
    private static List<Node> flat(List<Node> nodes) {
        var flat = new ArrayList<Node>();
        for (var node : nodes) {
            if (node instanceof Concatenation inner) {
                flat.addAll(inner.parts());
            } else {
                flat.add(node);
            }
        }
        return flat;
    }

    private Node affix(Operands of, String at, boolean start) {
        for (var argument = 0; argument < 2; argument++) {
            if (of.get(argument) instanceof Constant constant && !(constant.value() instanceof String)) {
                return problem(constant.pointer(), "NOT_A_TEXT", "must be a text");
            }
        }
        return new Affix(at, of.get(0), of.get(1), start);
    }

    private Node versions(Operands of, String at) {
        var range = of.get(1) instanceof Constant sign ? VersionMatch.Range.of(sign.value()) : null;
        if (range == null) {
            return problem(
                    of.get(1).pointer(), "UNKNOWN_RANGE", "must be one of `=`, `!=`, `<`, `<=`, `>`, `>=`, `^`, `~`");
        }
        for (var argument = 0; argument < 3; argument += 2) {
            if (of.get(argument) instanceof Constant constant
                    && !(constant.value() instanceof String text && SemanticVersion.valid(text))) {
                return problem(constant.pointer(), "NOT_A_VERSION", "must be a semantic version, such as 1.2.3");
            }
        }
        return new VersionMatch(at, of.get(0), range, of.get(2));
    }

    private Node variable(@Nullable Object argument, String at, int iterations) {
        var list = Json.elements(argument);
        Object name = argument;
        Object otherwise = null;
        if (list != null) {
            if (!takes(list.size(), 1, 2, at)) {
                return nothing(at);
            }
            name = list.getFirst();
            otherwise = list.size() > 1 ? list.get(1) : null;
        }
        if (otherwise instanceof Map || otherwise instanceof List) {
            return literal(at, "a default");
        }
        if (iterations > 0 && name instanceof Integer index) {
            name = index.toString();
        }
        if (!(name instanceof String text)) {
            return literal(at, "the name of an attribute");
        }
        return variable(text, otherwise, at, iterations);
    }

    private Node variable(String name, @Nullable Object otherwise, String at, int iterations) {
        if (iterations > 0) {
            return new ElementVariable(at, name.isEmpty() ? new String[0] : DOT.split(name, -1), otherwise);
        }
        if (name.isEmpty()) {
            return problem(
                    at, "NO_NAME", "must name an attribute; all of them at once can only be read in an iteration");
        }
        if (name.equals(FLAG_KEY)) {
            return new Constant(at, flagKey);
        }
        if (name.equals(TIMESTAMP)) {
            return new Timestamp(at, clock);
        }
        var path = DOT.split(name, -1);
        if (path[0].equals("$flagd")) {
            return problem(
                    at,
                    "UNKNOWN_PROPERTY",
                    "is no property of flagd; there are `" + FLAG_KEY + "` and `" + TIMESTAMP + "`");
        }
        attributes.add(path[0]);
        return new Variable(at, path[0], Arrays.copyOfRange(path, 1, path.length), otherwise);
    }

    private @Nullable List<String> names(List<@Nullable Object> arguments) {
        var given = arguments.size() == 1 && Json.elements(arguments.getFirst()) instanceof List<@Nullable Object> inner
                ? inner
                : arguments;
        var names = new ArrayList<String>();
        for (var name : given) {
            if (!(name instanceof String text) || text.isEmpty()) {
                return null;
            }
            names.add(text);
        }
        return names;
    }

    private Node missing(@Nullable List<String> names, int enough, String at, int iterations) {
        if (names == null) {
            return literal(at, "a list of names of attributes");
        }
        var variables =
                names.stream().map(name -> variable(name, null, at, iterations)).toList();
        return new Missing(at, names, variables, enough);
    }

    private Node missingSome(List<@Nullable Object> arguments, String at, int iterations) {
        if (!takes(arguments.size(), 2, 2, at)) {
            return nothing(at);
        }
        var names = Json.elements(arguments.get(1));
        return arguments.get(0) instanceof Integer enough && names != null
                ? missing(names(names), enough, at, iterations)
                : literal(at, "a whole number and a list of names of attributes");
    }

    private Node iteration(String operator, List<@Nullable Object> arguments, String at, int iterations) {
        var count = operator.equals("reduce") ? 3 : 2;
        if (!takes(arguments.size(), count, count, at)) {
            return nothing(at);
        }
        if (iterations == MOST_ITERATIONS) {
            return problem(
                    at,
                    "TOO_MANY_ITERATIONS",
                    "is inside of " + MOST_ITERATIONS + " others, which is the most there may be");
        }
        var list = node(arguments.get(0), Json.pointer(at, 0), iterations);
        var rule = node(arguments.get(1), Json.pointer(at, 1), iterations + 1);
        return switch (operator) {
            case "map" -> new Selection(at, list, rule, false);
            case "filter" -> new Selection(at, list, rule, true);
            case "all" -> new Quantifier(at, Quantifier.Amount.ALL, list, rule);
            case "some" -> new Quantifier(at, Quantifier.Amount.SOME, list, rule);
            case "none" -> new Quantifier(at, Quantifier.Amount.NONE, list, rule);
            default -> new Reduction(at, list, rule, node(arguments.get(2), Json.pointer(at, 2), iterations));
        };
    }

    private Node fractional(List<@Nullable Object> arguments, String at, int iterations) {
        if (!takes(arguments.size(), 1, Integer.MAX_VALUE, at)) {
            return nothing(at);
        }
        var keyed = Json.elements(arguments.getFirst()) == null;
        var first = keyed ? 1 : 0;
        if (arguments.size() == first) {
            return problem(at, "NO_DISTRIBUTION", "has a key and nothing to distribute; add `[variant, weight]`");
        }
        var outcomes = new ArrayList<Node>();
        var weights = new ArrayList<Node>();
        for (var next = first; next < arguments.size(); next++) {
            var pointer = Json.pointer(at, next);
            var entry = Json.elements(arguments.get(next));
            if (entry == null || entry.isEmpty() || entry.size() > 2) {
                problem(pointer, "WRONG_ARGUMENTS", "must be `[variant]` or `[variant, weight]`");
                continue;
            }
            outcomes.add(outcome(entry.getFirst(), Json.pointer(pointer, 0), iterations));
            weights.add(
                    entry.size() == 1
                            ? new Constant(pointer, 1)
                            : weight(entry.get(1), Json.pointer(pointer, 1), iterations));
        }
        var ends = ends(weights, at);
        if (!keyed) {
            // Whom it is about is asked of the attributes themselves, inside of an iteration too.
            var whom = new NonEmpty(variable(TARGETING_KEY, null, at, 0));
            return new Fractional(at, flagKey, List.of(whom), true, outcomes, ends, ends == null ? weights : null);
        }
        return keyed(node(arguments.getFirst(), Json.pointer(at, 0), iterations), outcomes, ends, weights, at);
    }

    private Node keyed(Node key, List<Node> outcomes, long @Nullable [] ends, List<Node> weights, String at) {
        var computed = ends == null ? weights : null;
        if (key instanceof Concatenation parts) {
            var prefix = new StringBuilder();
            var rest = new ArrayList<>(parts.parts());
            while (!rest.isEmpty() && rest.getFirst() instanceof Constant constant) {
                prefix.append(Values.text(constant.value()));
                rest.removeFirst();
            }
            return new Fractional(at, prefix.toString(), rest, false, outcomes, ends, computed);
        }
        if (key instanceof Constant constant) {
            if (!(constant.value() instanceof String text)) {
                return problem(
                        constant.pointer(),
                        "NOT_A_TEXT",
                        "the key must be a text; make it one by `cat` if it is a number");
            }
            return new Fractional(at, text, List.of(), false, outcomes, ends, computed);
        }
        return new Fractional(at, "", List.of(key), true, outcomes, ends, computed);
    }

    private Node outcome(@Nullable Object json, String pointer, int iterations) {
        return Json.elements(json) == null
                ? node(json, pointer, iterations)
                : problem(pointer, "NOT_A_VARIANT", "must be the name of a variant, or an operation that gives one");
    }

    private Node weight(@Nullable Object json, String pointer, int iterations) {
        if (Json.members(json) != null) {
            return node(json, pointer, iterations);
        }
        if (json instanceof Number number
                && Values.whole(number.doubleValue())
                && number.doubleValue() >= 0
                && number.doubleValue() <= Fractional.HEAVIEST) {
            return new Constant(pointer, json);
        }
        return problem(
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
            problem(
                    at,
                    "WRONG_WEIGHTS",
                    "the weights add up to " + sum + "; their sum must be from 1 to " + Fractional.HEAVIEST);
            return new long[] {1};
        }
        return ends;
    }
}
