package io.centercontrol.kernel;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether text from outside is text at all. JSON parsers read more than that: bytes that are no UTF-8 (RFC 3629: overlong
 * forms, surrogates, what lies beyond U+10FFFF), other encodings that they guess, and half of a surrogate pair (RFC 7493, 2.1).
 * Such a text matches what it is not, and cannot be kept as it was answered.
 */
public final class WellFormed {
    private static final int HEX_DIGITS = 4;
    private static final int ESCAPE = 6;
    private static final int PIECE = 1024;

    private WellFormed() {}

    /** What is wrong with a document. */
    public enum Flaw {
        /** Its bytes are no UTF-8, or have a zero, as only other encodings of JSON do. */
        NOT_UTF8,
        /** A text in it has one half of a surrogate pair, such as {@code \ud800}. */
        LONE_SURROGATE
    }

    /**
     * What is wrong with the encoding of a JSON document; null when nothing is. Whether it is JSON is not looked at.
     *
     * <p>One pass over the bytes for what is all ASCII, as most is; nothing is copied.
     */
    public static @Nullable Flaw flaw(byte[] json) {
        for (var at = 0; at < json.length; at++) {
            var one = json[at];
            if (one == '\\') {
                var next = escape(json, at);
                if (next < 0) {
                    return Flaw.LONE_SURROGATE;
                }
                at = next;
            } else if (one == 0) {
                return Flaw.NOT_UTF8;
            } else if (one < 0) {
                // The rest is looked at by the platform's strict decoder, and again for escapes.
                return isUtf8(json, at) ? flawOfEscapes(json, at) : Flaw.NOT_UTF8;
            }
        }
        return null;
    }

    private static @Nullable Flaw flawOfEscapes(byte[] json, int from) {
        for (var at = from; at < json.length; at++) {
            if (json[at] == '\\') {
                var next = escape(json, at);
                if (next < 0) {
                    return Flaw.LONE_SURROGATE;
                }
                at = next;
            } else if (json[at] == 0) {
                return Flaw.NOT_UTF8;
            }
        }
        return null;
    }

    /** Whether the bytes from there on are UTF-8. */
    public static boolean isUtf8(byte[] bytes, int from) {
        var in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        var out = CharBuffer.allocate(PIECE);
        // Reports what is malformed, unless told otherwise.
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }

    /** Whether a text has no half of a surrogate pair. */
    public static boolean isText(CharSequence text) {
        for (var at = 0; at < text.length(); at++) {
            var one = text.charAt(at);
            if (Character.isSurrogate(one)) {
                if (Character.isLowSurrogate(one)
                        || at + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(at + 1))) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }

    /** The place of an escape's last byte; -1 when it is half of a pair. What is no escape is left to the parser. */
    private static int escape(byte[] json, int at) {
        var first = unit(json, at);
        if (first < 0 || !Character.isSurrogate((char) first)) {
            return at + 1;
        }
        var second = Character.isHighSurrogate((char) first) ? unit(json, at + ESCAPE) : -1;
        return second >= 0 && Character.isLowSurrogate((char) second) ? at + 2 * ESCAPE - 1 : -1;
    }

    /** The UTF-16 unit of the escape that begins there; -1 when none does. */
    private static int unit(byte[] json, int at) {
        if (at + ESCAPE > json.length || json[at] != '\\' || json[at + 1] != 'u') {
            return -1;
        }
        var unit = 0;
        for (var digit = 0; digit < HEX_DIGITS; digit++) {
            var value = Character.digit(json[at + 2 + digit], 16);
            if (value < 0) {
                return -1;
            }
            unit = unit << 4 | value;
        }
        return unit;
    }
}
