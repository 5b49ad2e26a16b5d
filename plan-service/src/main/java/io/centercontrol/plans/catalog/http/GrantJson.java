package io.centercontrol.plans.catalog.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.Grant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Grants as they come in JSON: {@code {"on": true}}, {@code {"most": 100, "hard": true}}, {@code {"amount": 1000, "period":
 * "MONTH"}}. The fields say which kind of grant it is, whether or not {@code kind} says it too; whether the feature is of
 * that kind is for the model to say.
 */
public final class GrantJson {
    private final List<Violation> found = new ArrayList<>();

    private GrantJson() {}

    /**
     * Reads grants by feature.
     *
     * @param pointer where they stand in the request, such as {@code /grants}
     * @throws io.centercontrol.kernel.RefusedException names all that cannot be understood
     */
    public static Map<String, Grant> parse(String pointer, @Nullable Map<String, @Nullable JsonNode> grants) {
        var reading = new GrantJson();
        var read = new TreeMap<String, Grant>();
        if (grants == null) {
            reading.add(pointer, "REQUIRED", "Send what is granted, by feature; an empty object for nothing.");
        } else {
            grants.forEach((feature, json) -> {
                var grant = reading.grant(pointer + "/" + escaped(feature), json);
                if (grant != null) {
                    read.put(feature, grant);
                }
            });
        }
        reading.end();
        return read;
    }

    /** Reads one grant that must be there. */
    public static Grant parse(String pointer, @Nullable JsonNode json) {
        var reading = new GrantJson();
        var grant = reading.grant(pointer, json);
        reading.end();
        return Objects.requireNonNull(grant, "what is no grant was refused");
    }

    private void end() {
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    private @Nullable Grant grant(String pointer, @Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            add(pointer, "REQUIRED", "Send a grant as an object, such as {\"on\": true} or {\"most\": 100}.");
            return null;
        }
        var before = found.size();
        var kind = kind(pointer, json);
        if (kind == null) {
            return null;
        }
        var grant = switch (kind) {
            case SWITCH -> {
                known(pointer, json, Set.of("kind", "on"));
                yield new Grant.Switch(flag(pointer, json, "on", null));
            }
            case LIMIT -> {
                known(pointer, json, Set.of("kind", "most", "hard"));
                yield new Grant.Limit(number(pointer, json, "most"), flag(pointer, json, "hard", true));
            }
            case METER -> {
                known(pointer, json, Set.of("kind", "amount", "period"));
                yield new Grant.Meter(number(pointer, json, "amount"), period(pointer, json));
            }
        };
        return found.size() == before ? grant : null;
    }

    private Feature.@Nullable Kind kind(String pointer, JsonNode json) {
        if (json.has("kind")) {
            return oneOf(pointer, json, "kind", Feature.Kind.class);
        }
        if (json.has("on")) {
            return Feature.Kind.SWITCH;
        }
        if (json.has("most") || json.has("hard")) {
            return Feature.Kind.LIMIT;
        }
        if (json.has("amount") || json.has("period")) {
            return Feature.Kind.METER;
        }
        json.fieldNames()
                .forEachRemaining(
                        field -> add(pointer + "/" + escaped(field), "UNKNOWN_FIELD", "A grant has no such field."));
        add(
                pointer,
                "REQUIRED",
                "A switch needs 'on', a limit 'most' (null for any number), a meter 'amount' and 'period'.");
        return null;
    }

    private void known(String pointer, JsonNode json, Set<String> fields) {
        json.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                add(
                        pointer + "/" + escaped(field),
                        "UNKNOWN_FIELD",
                        "A grant of this kind has only these fields: "
                                + fields.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        });
    }

    private boolean flag(String pointer, JsonNode json, String field, @Nullable Boolean otherwise) {
        var value = json.get(field);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        if (value == null) {
            add(pointer + "/" + field, "REQUIRED", "Must be true or false.");
        } else if (!value.isBoolean()) {
            add(pointer + "/" + field, "WRONG_TYPE", "Must be true or false.");
        } else {
            return value.booleanValue();
        }
        return false;
    }

    private @Nullable Long number(String pointer, JsonNode json, String field) {
        var value = json.get(field);
        if (value == null) {
            add(pointer + "/" + field, "REQUIRED", "Send a whole number, or null for any number.");
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        } else if (!value.isNull()) {
            add(pointer + "/" + field, "WRONG_TYPE", "Must be a whole number, or null for any number.");
        }
        return null;
    }

    private Grant.Period period(String pointer, JsonNode json) {
        var period = oneOf(pointer, json, "period", Grant.Period.class);
        return period == null ? Grant.Period.MONTH : period;
    }

    private <E extends Enum<E>> @Nullable E oneOf(String pointer, JsonNode json, String field, Class<E> type) {
        var value = json.get(field);
        for (var constant : type.getEnumConstants()) {
            if (value != null && value.isTextual() && constant.name().equals(value.textValue())) {
                return constant;
            }
        }
        var all = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        add(pointer + "/" + field, value == null ? "REQUIRED" : "WRONG_TYPE", "Must be one of " + all + ".");
        return null;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void add(String pointer, String code, String message) {
        found.add(new Violation(pointer, code, message));
    }
}
