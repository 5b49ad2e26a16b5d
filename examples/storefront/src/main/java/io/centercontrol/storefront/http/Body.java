package io.centercontrol.storefront.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.centercontrol.kernel.WellFormed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Reads a request's body and takes no liberties: unknown and repeated fields, wrong types, invalid UTF-8 and anything
 * after the value are refused, with a pointer to the place.
 */
final class Body {
    private static final String TITLE = "Invalid body";

    /** What the shop takes has three. */
    private static final int MOST_LEVELS = 32;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_LEVELS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Body() {}

    /**
     * The body.
     *
     * @throws ProblemException when it is not what is expected
     */
    static <T> T read(byte[] bytes, Class<T> type) {
        try {
            if (WellFormed.flaw(bytes) == WellFormed.Flaw.LONE_SURROGATE) {
                throw invalid(
                        "",
                        "INVALID_CHARACTER",
                        "A text in the body has one half of a surrogate pair: send both or none.");
            }
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var read = text.toString().isBlank() ? null : JSON.readValue(text.toString(), type);
            if (read == null) {
                throw invalid("", "BODY_REQUIRED", "The body must be a JSON object.");
            }
            return read;
        } catch (CharacterCodingException e) {
            throw invalid("", "BODY_NOT_UTF8", "The body is not valid UTF-8.");
        } catch (StreamConstraintsException e) {
            throw tooComplex("");
        } catch (UnrecognizedPropertyException e) {
            throw invalid(pointer(e), "UNKNOWN_FIELD", "There is no field '" + e.getPropertyName() + "' here.");
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof StreamConstraintsException) {
                throw tooComplex(pointer(e));
            }
            if (e.getCause() instanceof InputCoercionException) {
                throw invalid(pointer(e), "OUT_OF_RANGE", "The number is too large, or too far below zero.");
            }
            if (e.getCause() instanceof StreamReadException) {
                throw invalid(pointer(e), "BODY_NOT_JSON", "The body is not valid JSON.");
            }
            throw invalid(pointer(e), "WRONG_TYPE", "The value has the wrong type, or is missing.");
        } catch (JsonProcessingException e) {
            throw invalid("", "BODY_NOT_JSON", "The body is not valid JSON.");
        } catch (IOException e) {
            throw invalid("", "BODY_UNREADABLE", "The body cannot be read.");
        }
    }

    private static ProblemException tooComplex(String pointer) {
        return invalid(
                pointer,
                "TOO_COMPLEX",
                "The body is nested deeper than " + MOST_LEVELS + " levels, or a number or a name in it is too long.");
    }

    /** A field breaks a rule. */
    static ProblemException invalid(String pointer, String code, String detail) {
        return new ProblemException(Problem.at(pointer, code, TITLE, detail));
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/"
                        + (step.getFieldName() == null
                                ? Integer.toString(step.getIndex())
                                : step.getFieldName().replace("~", "~0").replace("/", "~1")))
                .collect(Collectors.joining());
    }
}
