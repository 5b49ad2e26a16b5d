package io.centercontrol.tlog.evidence;

import io.centercontrol.tlog.InvalidFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON that has one text for one value (RFC 8785): members by their names, no white space, numbers as ECMAScript writes them. Values
 * are maps, lists, strings, numbers, booleans and null.
 */
public final class CanonicalJson {
    /** How deep values may be nested. */
    public static final int DEPTH = 64;

    /** The whole numbers from minus this to this are what every reader keeps exactly. */
    public static final long LARGEST_NUMBER = (1L << 53) - 1;

    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String ESCAPES = "\"\\bfnrt";

    private CanonicalJson() {}

    /**
     * The text of a value.
     *
     * @throws InvalidFormat when it has no text that every reader understands alike: nested too deep, a number that is none or that
     *     64-bit floating point does not keep, half a surrogate pair
     */
    public static String write(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, 0, out);
        return out.toString();
    }

    /**
     * The value of a canonical text; numbers are doubles.
     *
     * @throws InvalidFormat when it is no JSON, or written in another way than {@link #write} does
     */
    public static @Nullable Object read(String text) {
        try {
            var reader = new Reader(text);
            var value = reader.value(0);
            // What is read generously is not the same text when it is written again.
            if (write(value).equals(text)) {
                return value;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // told below
        }
        throw new InvalidFormat("it is not canonical JSON (RFC 8785)");
    }

    /** As {@link #read}, of an object. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw new InvalidFormat("it is no JSON object");
    }

    private static void write(@Nullable Object value, int depth, StringBuilder out) {
        if (depth > DEPTH) {
            throw new InvalidFormat("it is nested deeper than " + DEPTH + " levels");
        }
        switch (value) {
            case null -> out.append("null");
            case Boolean bool -> out.append(bool.booleanValue());
            case CharSequence text -> quote(text.toString(), out);
            case Number number -> out.append(number(number));
            case Map<?, ?> members -> {
                var sorted = new TreeMap<String, @Nullable Object>();
                members.forEach((name, member) -> sorted.put(String.valueOf(name), member));
                out.append('{');
                var between = "";
                for (var member : sorted.entrySet()) {
                    out.append(between);
                    quote(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), depth + 1, out);
                    between = ",";
                }
                out.append('}');
            }
            case Iterable<?> elements -> {
                out.append('[');
                var between = "";
                for (var element : elements) {
                    out.append(between);
                    write(element, depth + 1, out);
                    between = ",";
                }
                out.append(']');
            }
            default -> throw new InvalidFormat("no JSON value: " + value.getClass());
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (var at = 0; at < text.length(); at++) {
            var unit = text.charAt(at);
            var known = ESCAPED.indexOf(unit);
            if (known >= 0) {
                out.append('\\').append(ESCAPES.charAt(known));
            } else if (unit < ' ') {
                out.append("\\u00").append(HexFormat.of().toHexDigits((byte) unit));
            } else {
                if (Character.isSurrogate(unit) && !isPaired(text, at)) {
                    throw new InvalidFormat("half of a surrogate pair is no text");
                }
                out.append(unit);
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static String number(Number number) {
        var kept = number.doubleValue();
        var whole = switch (number) {
            case Byte small -> true;
            case Short small -> true;
            case Integer small -> true;
            case Long large -> true;
            case BigInteger large -> true;
            default -> false;
        };
        if (!Double.isFinite(kept)
                || whole && Math.abs(kept) > LARGEST_NUMBER
                || number instanceof BigDecimal exact && exact.compareTo(BigDecimal.valueOf(kept)) != 0) {
            throw new InvalidFormat("64-bit floating point does not keep the number " + number + "; use a text");
        }
        return number(kept);
    }

    /** As ECMAScript's {@code Number.prototype.toString}: the fewest digits that are still this number. */
    private static String number(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= LARGEST_NUMBER) {
            return Long.toString((long) number);
        }
        var size = Math.abs(number);
        var decimal = new BigDecimal(Double.toString(size));
        // Java writes two digits at least.
        var shorter = decimal.round(new MathContext(1));
        decimal = (shorter.doubleValue() == size ? shorter : decimal).stripTrailingZeros();
        var digits = decimal.unscaledValue().toString();
        var point = digits.length() - decimal.scale();
        var plainFrom = -6;
        var plainTo = 21;
        String text;
        if (point > plainFrom && point <= plainTo) {
            text = decimal.toPlainString();
        } else {
            var rest = digits.length() == 1 ? "" : "." + digits.substring(1);
            text = digits.charAt(0) + rest + (point > 0 ? "e+" : "e") + (point - 1);
        }
        return (number < 0 ? "-" : "") + text;
    }

    private static final class Reader {
        private static final int HEX_DIGITS = 4;

        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private @Nullable Object value(int depth) {
            if (depth > DEPTH) {
                throw new InvalidFormat("it is nested too deep");
            }
            return switch (text.charAt(at)) {
                case '{' -> {
                    var members = new TreeMap<String, @Nullable Object>();
                    for (at++; text.charAt(at) != '}'; at += text.charAt(at) == ',' ? 1 : 0) {
                        var name = string();
                        at++;
                        members.put(name, value(depth + 1));
                    }
                    at++;
                    yield members;
                }
                case '[' -> {
                    var elements = new ArrayList<@Nullable Object>();
                    for (at++; text.charAt(at) != ']'; at += text.charAt(at) == ',' ? 1 : 0) {
                        elements.add(value(depth + 1));
                    }
                    at++;
                    yield elements;
                }
                case '"' -> string();
                default -> word();
            };
        }

        private @Nullable Object word() {
            var start = at;
            while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            var word = text.substring(start, at);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                default -> Double.valueOf(word);
            };
        }

        private String string() {
            var string = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                var unit = text.charAt(at);
                if (unit != '\\') {
                    string.append(unit);
                    continue;
                }
                at++;
                if (text.charAt(at) == 'u') {
                    string.append((char) HexFormat.fromHexDigits(text, at + 1, at + 1 + HEX_DIGITS));
                    at += HEX_DIGITS;
                } else {
                    string.append(ESCAPED.charAt(ESCAPES.indexOf(text.charAt(at))));
                }
            }
            at++;
            return string.toString();
        }
    }
}
