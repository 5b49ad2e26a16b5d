package io.centercontrol.evaluation;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.evaluation.logic.Bucketing;
import io.centercontrol.evaluation.logic.Compiler;
import io.centercontrol.evaluation.logic.Decision;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a definition and makes a flag of it, or notes what is wrong. */
final class FlagReader {
    private final String key;
    private final Map<String, @Nullable Object> definition;
    private final Problems problems;

    private FlagReader(String key, Map<String, @Nullable Object> definition, Problems problems) {
        this.key = key;
        this.definition = definition;
        this.problems = problems;
    }

    /** Null when there is not even an object; otherwise a flag that counts if there are no problems. */
    static @Nullable Flag read(
            String key, String json, Map<String, ?> evaluators, int depth, InstantSource clock, Problems problems) {
        var definition = Json.readObject(json, Limits.DEFINITION_BYTES, depth, problems);
        return definition == null ? null : read(key, definition, evaluators, depth, clock, problems);
    }

    static @Nullable Flag read(
            String key,
            Map<String, @Nullable Object> definition,
            Map<String, ?> evaluators,
            int depth,
            InstantSource clock,
            Problems problems) {
        return new FlagReader(key, definition, problems).flag(evaluators, depth, clock);
    }

    private @Nullable Flag flag(Map<String, ?> evaluators, int depth, InstantSource clock) {
        if (key.isEmpty()) {
            problems.add("", "NO_KEY", "needs a key that is not empty");
        }
        var enabled = state();
        var variants = variants();
        var byDefault = defaultVariant(variants);
        var metadata = metadata();
        var targeting = targeting();
        var bucketing = Bucketing.of(metadata.get(Bucketing.MEMBER));
        var compiler = new Compiler(key, variants.keySet(), bucketing, clock, problems);
        var readable = problems.unreadable();
        var inlined =
                targeting == null ? null : Evaluators.inline(targeting, "/targeting", evaluators, depth - 1, problems);
        var before = problems.count();
        var rule = inlined == null || inlined.isEmpty() ? null : compiler.compile(inlined, "/targeting");
        if (enabled && problems.unreadable() > readable) {
            return Flag.unreadable(key, metadata, compiler.attributes());
        }
        if (rule == null || problems.count() > before || !enabled) {
            return new Flag(key, enabled, metadata, compiler.attributes(), null, fixed(enabled, byDefault, variants));
        }
        var outcomes = new VariantOutcomes(key, variants, byDefault);
        return new Flag(
                key,
                true,
                metadata,
                Collections.unmodifiableSortedSet(compiler.attributes()),
                Decision.of(rule, outcomes),
                fixed(true, byDefault, variants));
    }

    private static Resolution fixed(boolean enabled, @Nullable String byDefault, Map<String, Object> variants) {
        if (!enabled) {
            return Resolution.withoutValue(Reason.DISABLED);
        }
        var value = byDefault == null ? null : variants.get(byDefault);
        return byDefault == null || value == null
                ? Resolution.withoutValue(Reason.DEFAULT)
                : Resolution.of(value, byDefault, Reason.STATIC);
    }

    private boolean state() {
        var state = definition.get("state");
        if (!"ENABLED".equals(state) && !"DISABLED".equals(state)) {
            problems.add("/state", "WRONG_STATE", "must be \"ENABLED\" or \"DISABLED\"");
        }
        return !"DISABLED".equals(state);
    }

    private Map<String, Object> variants() {
        var given = Json.members(definition.get("variants"));
        var variants = new LinkedHashMap<String, Object>();
        if (given == null || given.isEmpty()) {
            problems.add("/variants", "NO_VARIANTS", "must be an object of at least one variant and its value");
            return variants;
        }
        if (given.size() > Limits.VARIANTS) {
            problems.add(
                    "/variants",
                    "TOO_MANY_VARIANTS",
                    "has " + given.size() + " variants, of " + Limits.VARIANTS + " at most");
        }
        String type = null;
        String typed = null;
        for (var variant : given.entrySet()) {
            var pointer = Json.pointer("/variants", variant.getKey());
            if (variant.getKey().isEmpty()) {
                problems.add(pointer, "NO_NAME", "needs a name that is not empty");
            }
            var typeHere = type(variant.getValue());
            if (typeHere == null) {
                problems.add(pointer, "WRONG_TYPE", "must be a boolean, a text, a number or an object");
                continue;
            }
            if (type != null && !type.equals(typeHere)) {
                problems.add(
                        pointer,
                        "WRONG_TYPE",
                        "is " + typeHere + ", while the variant '" + typed + "' is " + type
                                + "; all variants must be of one type");
            }
            if (type == null) {
                type = typeHere;
                typed = variant.getKey();
            }
            numbers(variant.getValue(), pointer);
            variants.put(variant.getKey(), frozen(variant.getValue()));
        }
        return variants;
    }

    private static @Nullable String type(@Nullable Object value) {
        return switch (value) {
            case Boolean bool -> "a boolean";
            case String text -> "a text";
            case Number number -> "a number";
            case Map<?, ?> object -> "an object";
            case null -> null;
            default -> null;
        };
    }

    private void numbers(@Nullable Object value, String pointer) {
        switch (value) {
            case Number number -> {
                if (!(Math.abs(number.doubleValue()) <= Limits.LARGEST_NUMBER)) {
                    problems.add(
                            pointer,
                            "NUMBER_TOO_LARGE",
                            "lies outside of the numbers that every client keeps exactly, "
                                    + "-(2^53 - 1) to 2^53 - 1; use a text");
                }
            }
            case Map<?, ?> members ->
                members.forEach((name, member) -> numbers(member, Json.pointer(pointer, String.valueOf(name))));
            case List<?> elements -> {
                for (var at = 0; at < elements.size(); at++) {
                    numbers(elements.get(at), Json.pointer(pointer, at));
                }
            }
            case null -> {}
            default -> {}
        }
    }

    /** A value that nobody can change. */
    private static Object frozen(@Nullable Object value) {
        var members = Json.members(value);
        if (members != null) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            members.forEach((name, member) -> copy.put(name, member == null ? null : frozen(member)));
            return Collections.unmodifiableMap(copy);
        }
        var elements = Json.elements(value);
        if (elements != null) {
            var copy = new ArrayList<@Nullable Object>();
            elements.forEach(element -> copy.add(element == null ? null : frozen(element)));
            return Collections.unmodifiableList(copy);
        }
        return Objects.requireNonNull(value);
    }

    private @Nullable String defaultVariant(Map<String, Object> variants) {
        var given = definition.get("defaultVariant");
        if (given == null) {
            return null;
        }
        if (!(given instanceof String name)) {
            problems.add("/defaultVariant", "WRONG_TYPE", "must be the name of a variant, or null");
            return null;
        }
        if (!variants.containsKey(name)) {
            problems.add(
                    "/defaultVariant",
                    "UNKNOWN_VARIANT",
                    "names the variant `" + name + "`, which the flag does not have; it has " + variants.keySet());
        }
        return name;
    }

    private Map<String, @Nullable Object> metadata() {
        if (!definition.containsKey("metadata")) {
            return Map.of();
        }
        var metadata = Json.members(definition.get("metadata"));
        if (metadata == null) {
            problems.add("/metadata", "WRONG_TYPE", "must be an object");
            return Map.of();
        }
        metadata.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                problems.add(Json.pointer("/metadata", name), "WRONG_TYPE", "must be a text, a number or a boolean");
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    private @Nullable Map<String, @Nullable Object> targeting() {
        if (!definition.containsKey("targeting")) {
            return null;
        }
        var targeting = Json.members(definition.get("targeting"));
        if (targeting == null) {
            problems.add("/targeting", "WRONG_TYPE", "must be an object; leave it out, or write {}, for none");
        }
        return targeting;
    }

    /** What the values of a targeting rule mean for one flag. */
    private static final class VariantOutcomes implements Decision.Outcomes<Resolution> {
        private final Map<String, Resolution> matches = new HashMap<>();
        private final Resolution none;
        private final Resolution unknown;

        VariantOutcomes(String key, Map<String, Object> variants, @Nullable String byDefault) {
            variants.forEach((name, value) -> matches.put(name, Resolution.of(value, name, Reason.TARGETING_MATCH)));
            var value = byDefault == null ? null : variants.get(byDefault);
            this.none = byDefault == null || value == null
                    ? Resolution.withoutValue(Reason.DEFAULT)
                    : Resolution.of(value, byDefault, Reason.DEFAULT);
            this.unknown = Resolution.error(
                    ErrorCode.GENERAL, "the targeting of flag '" + key + "' picked something that is no variant of it");
        }

        @Override
        public Resolution of(@Nullable Object value) {
            return switch (value) {
                case null -> none;
                case String name -> matches.getOrDefault(name, unknown);
                case Boolean bool -> matches.getOrDefault(bool ? "true" : "false", unknown);
                case Number number -> matches.getOrDefault(Compiler.text(number), unknown);
                default -> unknown;
            };
        }
    }
}
