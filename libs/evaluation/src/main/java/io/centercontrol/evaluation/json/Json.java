package io.centercontrol.evaluation.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into maps, lists, strings, numbers, booleans and null, and writes them back. Members keep their order. */
public final class Json {
    /** Jackson's own limit lies above ours, so that ours speaks. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100_000).build())
            .build();

    private static final int EXACT_DIGITS = 15;

    private Json() {}

    /** Reads an object; null when there is none, and the problems say why. */
    public static @Nullable Map<String, @Nullable Object> readObject(
            String text, int mostBytes, int mostDepth, Problems problems) {
        if (text.length() > mostBytes || utf8Length(text) > mostBytes) {
            problems.add(
                    "", "TOO_LARGE", "is larger than " + mostBytes + " bytes; split it, or move long lists elsewhere");
            return null;
        }
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add("", "NOT_AN_OBJECT", "must be a JSON object");
                return null;
            }
            var before = problems.count();
            var object = object(parser, mostDepth - 1, problems);
            if (parser.nextToken() != null) {
                problems.add("", "NOT_JSON", "has more after the end of the object");
                return null;
            }
            return problems.count() > before ? null : object;
        } catch (TooDeep tooDeep) {
            problems.add(
                    "", "TOO_DEEP", "is nested deeper than " + mostDepth + " levels; flatten it, or use `$evaluators`");
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            problems.add(
                    "",
                    "NOT_JSON",
                    "is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                            + malformed.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    private static @Nullable Object value(JsonParser parser, int levels, Problems problems) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, levels - 1, problems);
            case START_ARRAY -> array(parser, levels - 1, problems);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, problems);
            default -> null;
        };
    }

    /** A number that is another one in 64-bit floating point would mean something else to each reader (RFC 7493, 2.2). */
    private static Number number(JsonParser parser, Problems problems) throws IOException {
        var whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (whole && parser.getTextLength() <= EXACT_DIGITS) {
            return parser.getNumberValue();
        }
        var said = parser.getText();
        var kept = Double.parseDouble(said);
        if (Double.isInfinite(kept)) {
            problems.add(
                    parser.getParsingContext().pathAsPointer().toString(),
                    "NUMBER_TOO_LARGE",
                    "lies outside of the numbers that a 64-bit floating-point number holds; use a text");
        } else if (!isSame(said, kept)) {
            problems.add(
                    parser.getParsingContext().pathAsPointer().toString(),
                    "NUMBER_CHANGES",
                    "is read as " + kept + ", since JSON's numbers are 64-bit floating-point numbers to most readers; "
                            + "write that, or use a text");
        }
        return whole ? parser.getNumberValue() : (Number) kept;
    }

    /** Whether a number is the double that is nearest to it: exactly, or in the few digits that tell it from the next. */
    private static boolean isSame(String said, double kept) {
        if (kept == 0) {
            return said.chars()
                    .takeWhile(unit -> unit != 'e' && unit != 'E')
                    .noneMatch(unit -> unit >= '1' && unit <= '9');
        }
        var exactly = new BigDecimal(said);
        return exactly.compareTo(new BigDecimal(Double.toString(kept))) == 0
                || exactly.compareTo(new BigDecimal(kept)) == 0;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, int levels, Problems problems)
            throws IOException {
        if (levels < 0) {
            throw new TooDeep();
        }
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser, levels, problems));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser, int levels, Problems problems) throws IOException {
        if (levels < 0) {
            throw new TooDeep();
        }
        var elements = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, levels, problems));
        }
        return elements;
    }

    /** Writes a value without white space, its members in their order. */
    public static String write(@Nullable Object value) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Boolean bool -> generator.writeBoolean(bool);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number);
            case Number number -> generator.writeNumber(number.doubleValue());
            case Map<?, ?> members -> {
                generator.writeStartObject();
                for (var member : members.entrySet()) {
                    generator.writeFieldName(String.valueOf(member.getKey()));
                    write(member.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case Iterable<?> elements -> {
                generator.writeStartArray();
                for (var element : elements) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    /** The JSON pointer (RFC 6901) of a member or an element. */
    public static String pointer(String parent, Object token) {
        return parent + "/" + token.toString().replace("~", "~0").replace("/", "~1");
    }

    /** An object's members; null when it is no object. */
    @SuppressWarnings("unchecked")
    public static @Nullable Map<String, @Nullable Object> members(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, @Nullable Object>) value : null;
    }

    /** An array's elements; null when it is no array. */
    @SuppressWarnings("unchecked")
    public static @Nullable List<@Nullable Object> elements(@Nullable Object value) {
        return value instanceof List<?> ? (List<@Nullable Object>) value : null;
    }

    /** How many bytes a text takes in UTF-8. */
    public static int utf8Length(String text) {
        var bytes = text.length();
        for (var at = 0; at < text.length(); at++) {
            var unit = text.charAt(at);
            if (unit >= 0x80) {
                // Two surrogates are four bytes together: two more than their two units.
                bytes += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
            }
        }
        return bytes;
    }

    private static final class TooDeep extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
