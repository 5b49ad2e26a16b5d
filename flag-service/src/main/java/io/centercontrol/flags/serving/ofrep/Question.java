package io.centercontrol.flags.serving.ofrep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.WellFormed;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is about.
 *
 * @param tenant the tenant; null when it is about none
 * @param context what rules see: of a tenant that is known, the platform's word before the client's
 */
record Question(@Nullable TenantId tenant, FlagContext context) {
    static final int MOST_BYTES = 64 * 1024;

    private static final String TARGETING_KEY = "targetingKey";
    private static final String TENANT = "tenantId";
    private static final int DEEPEST = 32;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    /**
     * Reads the body of a request.
     *
     * @throws OfrepException when nobody can tell whom it is about
     */
    static Question read(Buffer body, DataPlane plane) {
        return of(body.length() == 0 ? Map.of() : parse(body.getBytes()), plane);
    }

    private static Question of(Map<String, @Nullable Object> attributes, DataPlane plane) {
        var targetingKey = text(attributes, TARGETING_KEY);
        if (targetingKey != null && targetingKey.isEmpty()) {
            throw OfrepException.targetingKeyMissing();
        }
        var tenant = tenant(attributes, targetingKey, plane);
        if (tenant != null) {
            // What says nothing beyond the tenant itself is left away: a context of the tenant alone is kept ready.
            attributes.remove(TENANT);
            if (tenant.toString().equals(targetingKey)) {
                attributes.remove(TARGETING_KEY);
            }
        }
        return new Question(tenant, plane.flags().context(tenant, attributes));
    }

    private static @Nullable TenantId tenant(
            Map<String, @Nullable Object> attributes, @Nullable String targetingKey, DataPlane plane) {
        var given = text(attributes, TENANT);
        if (given != null) {
            try {
                return TenantId.parse(given);
            } catch (IllegalArgumentException e) {
                throw OfrepException.invalidContext("'tenantId' must be a tenant's id, a UUID of 36 characters.");
            }
        }
        if (targetingKey == null || targetingKey.length() != 36) {
            return null;
        }
        try {
            var tenant = TenantId.parse(targetingKey);
            return plane.find(tenant) == null ? null : tenant;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String text(Map<String, @Nullable Object> attributes, String name) {
        return switch (attributes.get(name)) {
            case null -> null;
            case String text -> text;
            default -> throw OfrepException.invalidContext("'" + name + "' must be a text.");
        };
    }

    /** The context in the body; empty when there is none. */
    private static Map<String, @Nullable Object> parse(byte[] body) {
        var flaw = WellFormed.flaw(body);
        if (flaw != null) {
            throw OfrepException.parseError(
                    flaw == WellFormed.Flaw.NOT_UTF8
                            ? "The body is not UTF-8."
                            : "A text in the body has one half of a surrogate pair, which is no character.");
        }
        Map<String, @Nullable Object> context = new HashMap<>();
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw OfrepException.parseError("The body must be a JSON object.");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                var token = parser.nextToken();
                if (!name.equals("context")) {
                    parser.skipChildren();
                } else if (token == JsonToken.START_OBJECT) {
                    context = object(parser);
                } else if (token != JsonToken.VALUE_NULL) {
                    throw OfrepException.invalidContext("'context' must be a JSON object.");
                }
            }
            if (parser.nextToken() != null) {
                throw OfrepException.parseError("The body has more after the end of the object.");
            }
            return context;
        } catch (StreamConstraintsException e) {
            throw OfrepException.parseError(
                    "The body is nested deeper than " + DEEPEST + " levels, or a number or a name in it is too long.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw OfrepException.parseError("The body is not JSON that can be read, at line %d, column %d."
                    .formatted(at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        var members = new HashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        var elements = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> null;
        };
    }
}
