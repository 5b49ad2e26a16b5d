package io.centercontrol.evaluation.logic;

import io.centercontrol.evaluation.json.Doubt.Until;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Makes nodes of targeting rules, and notes what is wrong with them. One for each definition; not for several threads. */
public final class Compiler {
    /** More operations than an author keeps apart, fewer than would make evaluations slow. */
    private static final int MOST_OPERATIONS = 5_000;

    private final Set<String> variants;
    private final Problems problems;
    private final Complaints complaints;
    private final VariableCompiler variables;
    private final IterationCompiler iterations;
    private final FractionalCompiler fractions;
    private int operations;

    /**
     * Compiles for one flag, whose variants a rule may name.
     *
     * @param bucketing how a {@code fractional} hashes; null when the flag says one that is not known here
     */
    public Compiler(
            String flagKey,
            Set<String> variants,
            @Nullable Bucketing bucketing,
            InstantSource clock,
            Problems problems) {
        this.variants = variants;
        this.problems = problems;
        complaints = new Complaints(problems);
        variables = new VariableCompiler(flagKey, clock, complaints);
        iterations = new IterationCompiler(this, complaints);
        fractions = new FractionalCompiler(flagKey, bucketing, this, variables, complaints);
    }

    /** Compiles a whole targeting rule. What it gives is of no use when there were problems. */
    public Node compile(Map<String, @Nullable Object> targeting, String pointer) {
        var rule = node(targeting, pointer, Scope.OUTSIDE);
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
        return variables.attributes();
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
                    problems.doubt(
                            constant.pointer(),
                            "UNKNOWN_VARIANT",
                            "names the variant `" + Values.text(value) + "`, which the flag does not have; it has "
                                    + variants,
                            Until.GENERAL);
                }
            }
            default -> {}
        }
    }

    Node node(@Nullable Object json, String pointer, Scope scope) {
        var elements = Json.elements(json);
        if (elements != null) {
            return list(elements, pointer, scope);
        }
        var operation = Json.members(json);
        if (operation == null) {
            return new Constant(pointer, json);
        }
        operations++;
        if (operation.size() != 1) {
            return complaints.unreadable(
                    pointer,
                    "NOT_AN_OPERATION",
                    "an operation has exactly one member, its operator, and this has " + operation.size());
        }
        var operator = operation.keySet().iterator().next();
        var at = Json.pointer(pointer, operator);
        var argument = operation.get(operator);
        if (operator.equals("var")) {
            return variables.variable(argument, at, scope);
        }
        var arguments = Json.elements(argument);
        return arguments == null
                ? operation(operator, new Operands(List.of(node(argument, at, scope)), at), at, scope)
                : many(operator, arguments, at, scope);
    }

    private Node list(List<@Nullable Object> elements, String pointer, Scope scope) {
        var nodes = nodes(elements, pointer, scope);
        if (nodes.stream().allMatch(node -> node instanceof Constant)) {
            var values = new ArrayList<@Nullable Object>();
            nodes.forEach(node -> values.add(((Constant) node).value()));
            return new Constant(pointer, values);
        }
        return new Listing(pointer, nodes);
    }

    private List<Node> nodes(List<@Nullable Object> elements, String pointer, Scope scope) {
        var nodes = new ArrayList<Node>(elements.size());
        for (var at = 0; at < elements.size(); at++) {
            nodes.add(node(elements.get(at), Json.pointer(pointer, at), scope));
        }
        return nodes;
    }

    /** Those operators whose arguments mean something else than their values. */
    private Node many(String operator, List<@Nullable Object> arguments, String at, Scope scope) {
        return switch (operator) {
            case "fractional" -> fractions.fractional(arguments, at, scope);
            case "missing" -> variables.missing(VariableCompiler.names(arguments), Integer.MAX_VALUE, at, scope);
            case "missing_some" -> variables.missingSome(arguments, at, scope);
            case "map", "filter", "all", "some", "none", "reduce" ->
                iterations.iteration(operator, arguments, at, scope);
            default -> operation(operator, new Operands(nodes(arguments, at, scope), at), at, scope);
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

    private Node operation(String operator, Operands of, String at, Scope scope) {
        return switch (operator) {
            case "if" -> takes(of, 1, Integer.MAX_VALUE, at) ? branch(of.nodes(), at) : complaints.nothing(at);
            case "and" ->
                takes(of, 1, Integer.MAX_VALUE, at) ? new Connective(at, false, of.nodes()) : complaints.nothing(at);
            case "or" ->
                takes(of, 1, Integer.MAX_VALUE, at) ? new Connective(at, true, of.nodes()) : complaints.nothing(at);
            case "!" -> takes(of, 1, 1, at) ? new Negation(at, of.get(0), false) : complaints.nothing(at);
            case "!!" -> takes(of, 1, 1, at) ? new Negation(at, of.get(0), true) : complaints.nothing(at);
            case "==" -> takes(of, 2, 2, at) ? equality(of, at, false, true) : complaints.nothing(at);
            case "===" -> takes(of, 2, 2, at) ? equality(of, at, true, true) : complaints.nothing(at);
            case "!=" -> takes(of, 2, 2, at) ? equality(of, at, false, false) : complaints.nothing(at);
            case "!==" -> takes(of, 2, 2, at) ? equality(of, at, true, false) : complaints.nothing(at);
            case "<" -> takes(of, 2, 3, at) ? comparison(Comparison.Order.LESS, of, at) : complaints.nothing(at);
            case "<=" ->
                takes(of, 2, 3, at) ? comparison(Comparison.Order.LESS_OR_EQUAL, of, at) : complaints.nothing(at);
            case ">" -> takes(of, 2, 2, at) ? comparison(Comparison.Order.GREATER, of, at) : complaints.nothing(at);
            case ">=" ->
                takes(of, 2, 2, at) ? comparison(Comparison.Order.GREATER_OR_EQUAL, of, at) : complaints.nothing(at);
            case "+" -> arithmetic(Arithmetic.Operation.ADD, of, 1, Integer.MAX_VALUE, at);
            case "-" -> arithmetic(Arithmetic.Operation.SUBTRACT, of, 1, 2, at);
            case "*" -> arithmetic(Arithmetic.Operation.MULTIPLY, of, 1, Integer.MAX_VALUE, at);
            case "/" -> arithmetic(Arithmetic.Operation.DIVIDE, of, 2, 2, at);
            case "%" -> arithmetic(Arithmetic.Operation.REMAINDER, of, 2, 2, at);
            case "min" -> arithmetic(Arithmetic.Operation.LEAST, of, 1, Integer.MAX_VALUE, at);
            case "max" -> arithmetic(Arithmetic.Operation.GREATEST, of, 1, Integer.MAX_VALUE, at);
            case "in" -> takes(of, 2, 2, at) ? membership(of, at) : complaints.nothing(at);
            case "cat" ->
                takes(of, 1, Integer.MAX_VALUE, at) ? new Concatenation(at, flat(of.nodes())) : complaints.nothing(at);
            case "substr" ->
                takes(of, 2, 3, at)
                        ? new Substring(at, of.get(0), of.get(1), of.count() > 2 ? of.get(2) : null)
                        : complaints.nothing(at);
            case "merge" -> takes(of, 1, Integer.MAX_VALUE, at) ? new Merge(at, of.nodes()) : complaints.nothing(at);
            case "starts_with" ->
                complaints.takesOrHasNoValue(of.count(), 2, 2, at) ? affix(of, at, true) : complaints.nothing(at);
            case "ends_with" ->
                complaints.takesOrHasNoValue(of.count(), 2, 2, at) ? affix(of, at, false) : complaints.nothing(at);
            case "sem_ver" ->
                complaints.takesOrHasNoValue(of.count(), 3, 3, at) ? versions(of, at) : complaints.nothing(at);
            case "missing" ->
                of.get(0) instanceof Constant name
                        ? variables.missing(VariableCompiler.names(single(name.value())), Integer.MAX_VALUE, at, scope)
                        : complaints.literal(at, "a list of names of attributes");
            case "missing_some", "map", "filter", "all", "some", "none", "reduce", "fractional" ->
                complaints.unreadable(at, "WRONG_ARGUMENTS", "takes its arguments as an array");
            // Whoever put evaluators in the place of references has said that this one leads nowhere.
            case "$ref" -> complaints.nothing(at);
            default ->
                complaints.unreadable(
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

    private boolean takes(Operands operands, int fewest, int most, String at) {
        return complaints.takes(operands.count(), fewest, most, at);
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
        return takes(of, fewest, most, at) ? new Arithmetic(at, operation, of.nodes()) : complaints.nothing(at);
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
                return complaints.valueless(constant.pointer(), "NOT_A_TEXT", "must be a text");
            }
        }
        return new Affix(at, of.get(0), of.get(1), start);
    }

    private Node versions(Operands of, String at) {
        var range = of.get(1) instanceof Constant sign ? VersionMatch.Range.of(sign.value()) : null;
        if (range == null) {
            return complaints.valueless(
                    of.get(1).pointer(), "UNKNOWN_RANGE", "must be one of `=`, `!=`, `<`, `<=`, `>`, `>=`, `^`, `~`");
        }
        for (var argument = 0; argument < 3; argument += 2) {
            if (of.get(argument) instanceof Constant constant
                    && !(constant.value() instanceof String text && SemanticVersion.valid(text.strip()))) {
                return complaints.valueless(
                        constant.pointer(), "NOT_A_VERSION", "must be a semantic version, such as 1.2.3");
            }
        }
        return new VersionMatch(at, of.get(0), range, of.get(2));
    }
}
