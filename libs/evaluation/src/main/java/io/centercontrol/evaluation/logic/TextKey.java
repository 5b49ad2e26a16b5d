package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text in pieces, hashed piece by piece; what is constant at its beginning was hashed when it was compiled. */
final class TextKey extends HashKey {
    private final long prefix;
    private final int prefixLength;
    private final Node[] parts;
    private final boolean textsOnly;

    /** {@code textsOnly}: there is no key if a part is no text. */
    TextKey(String prefix, List<Node> parts, boolean textsOnly) {
        this.prefix = Murmur3.utf8(Murmur3.START, prefix);
        this.prefixLength = Murmur3.utf8Length(prefix);
        this.parts = parts.toArray(Node[]::new);
        this.textsOnly = textsOnly;
    }

    /** One text's hash. */
    static long hash(String text) {
        var ascii = Murmur3.ascii(Murmur3.START, text);
        return ascii >= 0
                ? unsigned(ascii, text.length())
                : unsigned(Murmur3.utf8(Murmur3.START, text), Murmur3.utf8Length(text));
    }

    @Override
    long hash(Attributes attributes, @Nullable Object element) {
        var state = prefix;
        var length = prefixLength;
        for (var part : parts) {
            var value = part.value(attributes, element);
            String text;
            if (value instanceof String given) {
                text = given;
            } else if (textsOnly) {
                return NONE;
            } else if (value instanceof Number number && isDigits(number)) {
                state = feed(state, number);
                length += length(number);
                continue;
            } else {
                text = Values.text(value);
            }
            var next = Murmur3.ascii(state, text);
            if (next >= 0) {
                state = next;
                length += text.length();
            } else {
                state = Murmur3.utf8(state, text);
                length += Murmur3.utf8Length(text);
            }
        }
        return unsigned(state, length);
    }

    /** How many octets {@link #feed} feeds. */
    static int length(@Nullable Object value) {
        return value instanceof Number number && isDigits(number)
                ? Murmur3.digitsLength(number.longValue())
                : Murmur3.utf8Length(Values.text(value));
    }

    /** Feeds a value as the text that {@code cat} makes of it. */
    static long feed(long state, @Nullable Object value) {
        return value instanceof Number number && isDigits(number)
                ? Murmur3.digits(state, number.longValue())
                : Murmur3.utf8(state, Values.text(value));
    }

    private static boolean isDigits(Number number) {
        return Values.whole(number.doubleValue());
    }

    private static long unsigned(long state, int length) {
        return Integer.toUnsignedLong(Murmur3.hash(state, length));
    }
}
