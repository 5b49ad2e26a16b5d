package io.centercontrol.evaluation.logic;

/**
 * MurmurHash3 (x86, 32 bits, seed 0) of octets and of a text's UTF-8, fed piece by piece and without an object. The state between two
 * pieces is one long: the hash in the lower half, above it up to three bytes that fill no block yet, and how many they are
 * in bits 56 and 57. Who feeds it counts the bytes.
 */
final class Murmur3 {
    /** Nothing was fed yet. */
    static final long START = 0;

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    /** Feeds a text of ASCII, four characters at a time; negative when it is none. */
    static long ascii(long state, String text) {
        var hash = (int) state;
        var pending = state >>> 32 & 0xFFFFFF;
        var shift = (int) (state >>> 56) << 3;
        var length = text.length();
        var at = 0;
        for (; at + 4 <= length; at += 4) {
            var first = text.charAt(at);
            var second = text.charAt(at + 1);
            var third = text.charAt(at + 2);
            var fourth = text.charAt(at + 3);
            if ((first | second | third | fourth) > 0x7F) {
                return -1;
            }
            pending |= (long) (first | second << 8 | third << 16 | fourth << 24) << shift;
            hash = block(hash, (int) pending);
            pending >>>= 32;
        }
        for (; at < length; at++) {
            var unit = text.charAt(at);
            if (unit > 0x7F) {
                return -1;
            }
            pending |= (long) unit << shift;
            shift += 8;
            if (shift == 32) {
                hash = block(hash, (int) pending);
                pending = 0;
                shift = 0;
            }
        }
        return state(hash, pending, shift >>> 3);
    }

    /** Feeds any text. Half a surrogate pair counts as a question mark, as Java writes it. */
    static long utf8(long state, String text) {
        var next = state;
        for (var at = 0; at < text.length(); at++) {
            int point = text.charAt(at);
            if (Character.isHighSurrogate((char) point)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                point = Character.toCodePoint((char) point, text.charAt(++at));
            } else if (Character.isSurrogate((char) point)) {
                point = '?';
            }
            if (point < 0x80) {
                next = feed(next, point);
            } else if (point < 0x800) {
                next = feed(feed(next, 0xC0 | point >>> 6), 0x80 | point & 0x3F);
            } else if (point < 0x10000) {
                next = feed(feed(feed(next, 0xE0 | point >>> 12), 0x80 | point >>> 6 & 0x3F), 0x80 | point & 0x3F);
            } else {
                next = feed(feed(next, 0xF0 | point >>> 18), 0x80 | point >>> 12 & 0x3F);
                next = feed(feed(next, 0x80 | point >>> 6 & 0x3F), 0x80 | point & 0x3F);
            }
        }
        return next;
    }

    /** How many bytes {@link #utf8} feeds. */
    static int utf8Length(String text) {
        var bytes = 0;
        for (var at = 0; at < text.length(); at++) {
            var unit = text.charAt(at);
            if (unit < 0x80) {
                bytes++;
            } else if (unit < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(unit)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(unit)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                bytes += 4;
                at++;
            } else {
                bytes++;
            }
        }
        return bytes;
    }

    /** Feeds the decimal digits of a whole number. */
    static long digits(long state, long number) {
        if (number < 0) {
            return digits(feed(state, '-'), -number);
        }
        var power = 1L;
        while (number / power >= 10) {
            power *= 10;
        }
        var next = state;
        for (; power > 0; power /= 10) {
            next = feed(next, '0' + (int) (number / power % 10));
        }
        return next;
    }

    /** How many bytes {@link #digits} feeds. */
    static int digitsLength(long number) {
        var length = number < 0 ? 2 : 1;
        for (var rest = Math.abs(number); rest >= 10; rest /= 10) {
            length++;
        }
        return length;
    }

    /** Feeds the lowest octets of a number, the highest of them first. */
    static long octets(long state, long number, int count) {
        var next = state;
        for (var shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            next = feed(next, (int) (number >>> shift) & 0xFF);
        }
        return next;
    }

    private static long feed(long state, int octet) {
        var pending = state >>> 32 & 0xFFFFFF;
        var count = (int) (state >>> 56);
        pending |= (long) octet << (count << 3);
        return count == 3 ? state(block((int) state, (int) pending), 0, 0) : state((int) state, pending, count + 1);
    }

    private static long state(int hash, long pending, int count) {
        return hash & 0xFFFFFFFFL | pending << 32 | (long) count << 56;
    }

    /** The hash of all that was fed. */
    static int hash(long state, int length) {
        var hash = (int) state;
        var pending = (int) (state >>> 32 & 0xFFFFFF);
        hash ^= Integer.rotateLeft(pending * C1, 15) * C2;
        hash ^= length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int block(int hash, int block) {
        return Integer.rotateLeft(hash ^ Integer.rotateLeft(block * C1, 15) * C2, 13) * 5 + 0xe6546b64;
    }
}
