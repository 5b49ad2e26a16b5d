package io.centercontrol.evaluation;

import io.centercontrol.evaluation.json.Json;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule can give, as far as it can be told without a context: of each that is missing here it is certain that the rule
 * never gives it.
 */
enum Giving {
    /** No value: the default counts. */
    NOTHING,
    /** False, which names the variant of that name. */
    FALSE,
    /** The number 0, which names the variant of that name. */
    ZERO,
    /** Anything else. */
    OTHER;

    static Set<Giving> of(@Nullable Object rule) {
        var members = Json.members(rule);
        if (members == null) {
            return EnumSet.of(constant(rule));
        }
        if (members.size() != 1) {
            return EnumSet.of(OTHER);
        }
        var operation = members.entrySet().iterator().next();
        return operation(operation.getKey(), arguments(operation.getValue()));
    }

    private static Giving constant(@Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case Boolean truth -> truth ? OTHER : FALSE;
            case Number number -> number.doubleValue() == 0 ? ZERO : OTHER;
            default -> OTHER;
        };
    }

    private static List<@Nullable Object> arguments(@Nullable Object given) {
        var elements = Json.elements(given);
        return elements == null ? Collections.singletonList(given) : elements;
    }

    private static Set<Giving> operation(String operator, List<@Nullable Object> arguments) {
        return switch (operator) {
            case "if", "?:" -> branch(arguments);
            case "and", "or" -> any(arguments);
            case "fractional" -> shares(arguments);
            case "==", "===", "!=", "!==", "<", "<=", ">", ">=", "!", "!!", "in", "all", "some", "none" ->
                EnumSet.of(FALSE, OTHER);
            case "starts_with", "ends_with", "sem_ver" -> EnumSet.of(NOTHING, FALSE, OTHER);
            case "+", "-", "*", "/", "%", "min", "max" -> EnumSet.of(NOTHING, ZERO, OTHER);
            case "cat", "substr", "merge", "missing", "missing_some", "map", "filter" -> EnumSet.of(OTHER);
            default -> EnumSet.allOf(Giving.class);
        };
    }

    private static Set<Giving> branch(List<@Nullable Object> arguments) {
        var gives = EnumSet.noneOf(Giving.class);
        for (var at = 1; at < arguments.size(); at += 2) {
            gives.addAll(of(arguments.get(at)));
        }
        gives.addAll(arguments.size() % 2 == 1 ? of(arguments.getLast()) : EnumSet.of(NOTHING));
        return gives;
    }

    /** Who has a key gets one of them; who has none cannot be in a share by it either. */
    private static Set<Giving> shares(List<@Nullable Object> arguments) {
        var gives = EnumSet.noneOf(Giving.class);
        for (var argument : arguments) {
            var share = Json.elements(argument);
            if (share != null && !share.isEmpty()) {
                gives.addAll(of(share.getFirst()));
            }
        }
        return gives.isEmpty() ? EnumSet.of(NOTHING) : gives;
    }

    private static Set<Giving> any(List<@Nullable Object> arguments) {
        var gives = EnumSet.noneOf(Giving.class);
        arguments.forEach(argument -> gives.addAll(of(argument)));
        return gives.isEmpty() ? EnumSet.of(NOTHING) : gives;
    }
}
