package io.centercontrol.evaluation;

import io.centercontrol.evaluation.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes definitions and contexts that say much about flagd's operators. Expressions are typed: what the clients of flagd
 * read differently when types are mixed is left out here, and stands in the README's table.
 */
final class RandomFlags {
    private static final List<String> PLANS = List.of("free", "pro", "premium");
    private static final List<String> REGIONS = List.of("eu-west", "eu-north", "us", "", "Ünï-1");
    private static final List<String> VERSIONS = List.of(
            "1.0.0",
            "1.2.3",
            "1.2.4",
            "2.0.0",
            "1.2.3-alpha",
            "1.2.3-alpha.1",
            "1.2.3-beta",
            "1.2.3-alpha.beta",
            "1.2.3-1",
            "1.2.3-11",
            "1.2.3-2",
            "10.0.0",
            "0.0.1",
            "1.2.3+build",
            "1.2.3-rc.1+x");
    private static final List<String> NO_VERSIONS = List.of("", "x", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.-3", "a.b.c");
    private static final List<String> TEXTS =
            List.of("free", "pro", "eu", "eu-", "west", "tenant-1", "ü", "12", "3.5", "x");

    private final Random random;

    RandomFlags(Random random) {
        this.random = random;
    }

    /** One definition with what it is asked. */
    record Case(String key, String definition, ValueType type, List<Asked> asked) {}

    /** Definitions that are evaluated together; too many to be printed. */
    record Batch(List<Case> cases) {
        @Override
        public String toString() {
            return cases.size() + " definitions";
        }
    }

    /** Whom and what it is asked about. */
    record Asked(@Nullable String targetingKey, Map<String, Object> attributes) {
        FlagContext context() {
            return FlagContext.of(targetingKey, attributes);
        }
    }

    Case next(String key) {
        var type = pick(List.of(
                ValueType.STRING,
                ValueType.STRING,
                ValueType.BOOLEAN,
                ValueType.INTEGER,
                ValueType.DOUBLE,
                ValueType.OBJECT));
        var variants = new LinkedHashMap<String, Object>();
        for (var name : List.of("a", "b", "free", "pro", "true", "false")) {
            variants.put(name, value(type, name));
        }
        var definition = new LinkedHashMap<String, @Nullable Object>();
        definition.put("state", "ENABLED");
        definition.put("variants", variants);
        definition.put("defaultVariant", "a");
        definition.put("targeting", chance(30) ? Map.of() : rule());
        var asked = new ArrayList<Asked>();
        for (var at = 0; at < 8; at++) {
            asked.add(asked());
        }
        return new Case(key, Json.write(definition), type, asked);
    }

    private Object value(ValueType type, String name) {
        return switch (type) {
            case BOOLEAN -> name.length() % 2 == 0;
            case INTEGER, LONG -> name.hashCode();
            case DOUBLE -> name.hashCode() / 4.0;
            case OBJECT -> new TreeMap<>(Map.of("name", name, "size", name.length()));
            case STRING -> "value of " + name;
        };
    }

    private Asked asked() {
        var attributes = new HashMap<String, Object>();
        attributes.put("orders", random.nextInt(-3, 12));
        attributes.put("score", random.nextInt(-8, 40) / 4.0);
        attributes.put("name", pick(TEXTS));
        attributes.put("tags", some(TEXTS));
        attributes.put("sizes", List.of(1.0, random.nextInt(8) / 1.0, 2.5));
        attributes.put("items", items());
        maybe(attributes, "plan", pick(PLANS));
        maybe(attributes, "region", pick(REGIONS));
        maybe(attributes, "tenantId", "tenant-" + random.nextInt(20));
        maybe(attributes, "beta", random.nextBoolean());
        maybe(attributes, "version", pick(chance(4) ? NO_VERSIONS : VERSIONS));
        maybe(
                attributes,
                "user",
                Map.of("name", pick(TEXTS), "age", random.nextInt(90), "home", Map.of("region", pick(REGIONS))));
        return new Asked(chance(5) ? null : "tenant-" + random.nextInt(50), attributes);
    }

    private List<Object> items() {
        var items = new ArrayList<Object>();
        for (var at = random.nextInt(4); at > 0; at--) {
            items.add(Map.of("sku", pick(TEXTS), "qty", random.nextInt(5)));
        }
        return items;
    }

    private void maybe(Map<String, Object> attributes, String name, Object value) {
        if (!chance(4)) {
            attributes.put(name, value);
        }
    }

    /** A whole targeting rule, which is an operation. */
    private Object rule() {
        return switch (random.nextInt(8)) {
            case 0 -> fractional();
            case 1 -> Map.of("var", pick(List.of("plan", "name", "gone")));
            case 2 -> truth(3);
            case 3 -> Map.of("var", List.of("plan", pick(List.of("a", "gone"))));
            default -> branch();
        };
    }

    private Object branch() {
        var arguments = new ArrayList<@Nullable Object>();
        var same = chance(3);
        for (var at = random.nextInt(1, same ? 7 : 3); at > 0; at--) {
            arguments.add(same ? op("==", variable("plan"), pick(TEXTS)) : truth(3));
            arguments.add(result());
        }
        if (!chance(3)) {
            arguments.add(result());
        }
        return Map.of("if", arguments);
    }

    private @Nullable Object result() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> fractional();
            case 2 -> branch();
            case 3 -> variable("plan");
            case 4 -> truth(2);
            case 5 -> random.nextBoolean();
            case 6 -> Map.of("if", List.of(truth(2), pick(List.of("a", "b")), "pro"));
            default -> pick(List.of("a", "b", "free", "pro"));
        };
    }

    /** All the weight on one share: the provider of today spreads by fractions of a hundred, ours as flagd does now. */
    private Object fractional() {
        var arguments = new ArrayList<Object>();
        switch (random.nextInt(4)) {
            case 0 -> arguments.add(variable("name"));
            case 1 -> arguments.add(op("cat", variable("$flagd.flagKey"), variable("name")));
            case 2 -> arguments.add(Map.of("var", List.of("tenantId", "nobody")));
            default -> {}
        }
        var shares = random.nextInt(2, 4);
        var heavy = random.nextInt(shares);
        for (var at = 0; at < shares; at++) {
            arguments.add(List.of(pick(List.of("a", "b", "free", "pro")), at == heavy ? random.nextInt(1, 200) : 0));
        }
        return Map.of("fractional", arguments);
    }

    private Object truth(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> random.nextBoolean();
                case 1 -> variable("beta");
                default -> op("==", variable("plan"), pick(PLANS));
            };
        }
        return switch (random.nextInt(26)) {
            case 0, 1 -> op(pick(List.of("==", "!=", "===", "!==")), maybeText(), text(depth - 1));
            case 2 -> op(pick(List.of("==", "!=", "===", "!==")), unsigned(depth - 1), unsigned(depth - 1));
            case 3 ->
                op(
                        pick(List.of("==", "!=", "===", "!==")),
                        number(depth - 1),
                        pick(List.of("1", "2.5", " 3 ", "x", "")));
            case 4 ->
                op(pick(List.of("==", "!=", "===", "!==")), variable("beta"), pick(List.of(true, false, 0, 1, 2)));
            case 5 -> op(pick(List.of("<", "<=", ">", ">=")), number(depth - 1), number(depth - 1));
            case 6 -> op(pick(List.of("<", "<=")), number(depth - 1), number(depth - 1), number(depth - 1));
            case 7 -> op(pick(List.of("<", "<=", ">", ">=")), number(depth - 1), pick(List.of("1", "2.5", "x")));
            case 8, 9 -> op("in", maybeText(), some(TEXTS));
            case 10 -> op("in", text(depth - 1), text(depth - 1));
            case 11 -> op("in", number(depth - 1), List.of(1, 2, 2.5, "3"));
            case 12 -> op("in", text(depth - 1), texts(depth - 1));
            case 13 -> op("starts_with", maybeText(), text(depth - 1));
            case 14 -> op("ends_with", maybeText(), text(depth - 1));
            case 15, 16 ->
                op(
                        "sem_ver",
                        variable("version"),
                        pick(List.of("=", "!=", "<", "<=", ">", ">=", "^", "~")),
                        pick(VERSIONS));
            case 17 -> op("!", truth(depth - 1));
            case 18 -> op("!!", maybeText());
            case 19 -> op("and", truth(depth - 1), truth(depth - 1), truth(depth - 1));
            case 20 -> op("or", truth(depth - 1), truth(depth - 1));
            case 21 -> op(pick(List.of("all", "some", "none")), texts(depth - 1), elementTruth());
            case 22 -> op(pick(List.of("all", "some", "none")), variable("items"), itemTruth());
            case 23 -> op("if", truth(depth - 1), truth(depth - 1), truth(depth - 1));
            case 24 ->
                op("in", pick(List.of("plan", "region")), op("missing", "plan", "region", "user.name", "orders"));
            default ->
                op(
                        "in",
                        "plan",
                        Map.of("missing_some", List.of(random.nextInt(1, 3), List.of("plan", "region", "beta"))));
        };
    }

    private Object elementTruth() {
        return switch (random.nextInt(4)) {
            case 0 -> op("==", variable(""), pick(TEXTS));
            case 1 -> op("starts_with", variable(""), pick(TEXTS));
            case 2 -> op("in", variable(""), some(TEXTS));
            default -> op("!", op("ends_with", variable(""), pick(TEXTS)));
        };
    }

    private Object itemTruth() {
        return switch (random.nextInt(3)) {
            case 0 -> op(">", variable("qty"), random.nextInt(4));
            case 1 -> op("==", variable("sku"), pick(TEXTS));
            default -> op("and", op("<", variable("qty"), 3), op("in", variable("sku"), some(TEXTS)));
        };
    }

    /** A text, or nothing where an attribute is absent. */
    private Object maybeText() {
        return switch (random.nextInt(6)) {
            case 0 -> variable("plan");
            case 1 -> variable("region");
            case 2 -> variable("tenantId");
            case 3 -> variable("user.home.region");
            case 4 -> variable("targetingKey");
            default -> text(2);
        };
    }

    private Object text(int depth) {
        if (depth <= 0) {
            return chance(2) ? pick(TEXTS) : variable("name");
        }
        return switch (random.nextInt(6)) {
            case 0 -> op("cat", text(depth - 1), text(depth - 1));
            case 1 -> op("cat", text(depth - 1), whole(), "-", random.nextBoolean());
            case 2 -> op("substr", text(0), 0, 1);
            case 3 -> op("substr", op("cat", "abcdef", text(0)), random.nextInt(-5, 5));
            case 4 -> op("if", truth(depth - 1), text(depth - 1), text(depth - 1));
            default -> Map.of("var", List.of("plan", "none"));
        };
    }

    private Object whole() {
        return chance(2) ? random.nextInt(-20, 2000) : variable("orders");
    }

    /** Nothing is added, but a zero loses its sign: Java's {@code equals} tells the two zeroes apart. */
    private Object unsigned(int depth) {
        return depth <= 0 ? number(0) : op("+", number(depth), 0);
    }

    private Object number(int depth) {
        if (depth <= 0) {
            return switch (random.nextInt(4)) {
                case 0 -> random.nextInt(-3, 12);
                case 1 -> random.nextInt(-8, 40) / 4.0;
                case 2 -> variable("score");
                default -> variable("orders");
            };
        }
        return switch (random.nextInt(10)) {
            case 0 ->
                op(pick(List.of("+", "*", "min", "max")), number(depth - 1), number(depth - 1), number(depth - 1));
            case 1 -> op(pick(List.of("-", "%", "/")), number(depth - 1), number(depth - 1));
            case 2 -> op("-", number(depth - 1));
            case 3 -> Map.of("var", List.of("user.age", random.nextInt(90)));
            case 4 -> op("if", truth(depth - 1), number(depth - 1), number(depth - 1));
            case 5 ->
                op(
                        "reduce",
                        numbers(depth - 1),
                        op("+", variable("current"), variable("accumulator")),
                        random.nextInt(5));
            case 6 -> op("+", pick(List.of("1", "2.5", "-3")), number(depth - 1));
            default -> number(0);
        };
    }

    private Object texts(int depth) {
        return switch (random.nextInt(depth <= 0 ? 2 : 5)) {
            case 0 -> variable("tags");
            case 1 -> some(TEXTS);
            case 2 -> op("filter", texts(depth - 1), elementTruth());
            case 3 -> op("map", texts(depth - 1), op("cat", variable(""), "!"));
            default -> op("merge", texts(depth - 1), texts(depth - 1), "x");
        };
    }

    private Object numbers(int depth) {
        return switch (random.nextInt(depth <= 0 ? 2 : 4)) {
            case 0 -> variable("sizes");
            case 1 -> List.of(1, 2, 2.5);
            case 2 -> op("map", variable("items"), variable("qty"));
            default -> op("filter", numbers(depth - 1), op(">", variable(""), 1));
        };
    }

    private static Object variable(String name) {
        return Map.of("var", name);
    }

    private static Object op(String operator, Object... arguments) {
        return Map.of(operator, List.of(arguments));
    }

    private <T> List<T> some(List<T> of) {
        return of.stream().filter(each -> chance(3)).toList();
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
