package io.centercontrol.evaluation.logic;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of values as CBOR (RFC 8949, 4.2.1: the shortest form of each, members sorted by their encoded names). A number
 * without a fraction is a whole one, however it was written. Nothing is built: first the octets are counted, then fed.
 */
final class Cbor {
    /** There is no encoding: the value is none of JSON's. */
    static final int NONE = -1;

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;

    private static final int FALSE = 0xF4;
    private static final int TRUE = 0xF5;
    private static final int NULL = 0xF6;
    private static final int HALF = 0xF9;
    private static final int SINGLE = 0xFA;
    private static final int DOUBLE = 0xFB;
    /** Beyond what stands in the first octet itself. */
    private static final int SHORT = 24;

    private static final double BEYOND_SIGNED = 0x1p63;
    private static final double BEYOND_UNSIGNED = 0x1p64;
    private static final int DEEPEST = 64;

    /** By their encoding, whose length comes first. */
    private static final Comparator<String> NAMES =
            Comparator.comparingInt(Murmur3::utf8Length).thenComparing(Cbor::byCodePoint);

    private Cbor() {}

    /** A value's hash; {@link HashKey#NONE} for what has no encoding. */
    static long hash(@Nullable Object value) {
        var length = length(value, DEEPEST);
        return length == NONE ? HashKey.NONE : Integer.toUnsignedLong(Murmur3.hash(feed(Murmur3.START, value), length));
    }

    /** How many octets {@link #feed} feeds; {@link #NONE} for what has no encoding. */
    private static int length(@Nullable Object value, int levels) {
        if (levels == 0) {
            Fault.whenTooLong(Integer.MAX_VALUE);
        }
        return switch (value) {
            case null -> 1;
            case Boolean truth -> 1;
            case String text -> textLength(Murmur3.utf8Length(text));
            case Number number -> numberLength(number);
            case List<?> list -> {
                var length = 1 + rest(list.size());
                for (var element : list) {
                    var inner = length(element, levels - 1);
                    if (inner == NONE) {
                        yield NONE;
                    }
                    length += inner;
                    Fault.whenTooLong(length);
                }
                yield length;
            }
            case Map<?, ?> map -> {
                var length = 1 + rest(map.size());
                for (var member : map.entrySet()) {
                    var inner = length(member.getValue(), levels - 1);
                    if (inner == NONE || !(member.getKey() instanceof String name)) {
                        yield NONE;
                    }
                    length += inner + textLength(Murmur3.utf8Length(name));
                    Fault.whenTooLong(length);
                }
                yield length;
            }
            default -> NONE;
        };
    }

    /** Feeds what has an encoding. */
    private static long feed(long state, @Nullable Object value) {
        return switch (value) {
            case null -> Murmur3.octets(state, NULL, 1);
            case Boolean truth -> Murmur3.octets(state, truth ? TRUE : FALSE, 1);
            case String text -> text(state, text);
            case Number number -> number(state, number);
            case List<?> list -> {
                var next = head(state, LIST, list.size());
                for (var element : list) {
                    next = feed(next, element);
                }
                yield next;
            }
            case Map<?, ?> map -> {
                var next = head(state, MAP, map.size());
                var names = map.keySet().stream()
                        .map(String.class::cast)
                        .sorted(NAMES)
                        .toList();
                for (var name : names) {
                    next = feed(text(next, name), map.get(name));
                }
                yield next;
            }
            default -> state;
        };
    }

    /** How long a text of so many octets is with what comes before it. */
    static int textLength(int octets) {
        return 1 + rest(octets) + octets;
    }

    /** Feeds what comes before a text of so many octets. */
    static long textHead(long state, int octets) {
        return head(state, TEXT, octets);
    }

    /** Feeds what comes before the elements of a list. */
    static long listHead(long state, int elements) {
        return head(state, LIST, elements);
    }

    /** Feeds a text. */
    static long text(long state, String text) {
        return Murmur3.utf8(textHead(state, Murmur3.utf8Length(text)), text);
    }

    private static long head(long state, int major, long amount) {
        var rest = rest(amount);
        if (rest == 0) {
            return Murmur3.octets(state, major << 5 | (int) amount, 1);
        }
        var width = rest == 1 ? 0 : rest == 2 ? 1 : rest == 4 ? 2 : 3;
        return Murmur3.octets(Murmur3.octets(state, major << 5 | SHORT + width, 1), amount, rest);
    }

    /** How many octets an amount takes beyond the first. */
    private static int rest(long amount) {
        if (amount < 0 || amount >= 1L << 32) {
            return 8;
        }
        return amount < SHORT ? 0 : amount < 1L << 8 ? 1 : amount < 1L << 16 ? 2 : 4;
    }

    private static int numberLength(Number number) {
        if (whole(number)) {
            return 1 + rest(amount(number));
        }
        var amount = number.doubleValue();
        if (!Double.isFinite(amount)) {
            return NONE;
        }
        var single = (float) amount;
        return single != amount ? 9 : isHalf(single) ? 3 : 5;
    }

    private static long number(long state, Number number) {
        if (whole(number)) {
            return head(state, negative(number) ? NEGATIVE : UNSIGNED, amount(number));
        }
        var amount = number.doubleValue();
        var single = (float) amount;
        if (single != amount) {
            return Murmur3.octets(Murmur3.octets(state, DOUBLE, 1), Double.doubleToLongBits(amount), 8);
        }
        return isHalf(single)
                ? Murmur3.octets(Murmur3.octets(state, HALF, 1), Float.floatToFloat16(single), 2)
                : Murmur3.octets(Murmur3.octets(state, SINGLE, 1), Float.floatToIntBits(single), 4);
    }

    private static boolean isHalf(float single) {
        return Float.float16ToFloat(Float.floatToFloat16(single)) == single;
    }

    /** From -2^63 to 2^64 - 1 and without a fraction; all else is told as a fraction. */
    private static boolean whole(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            return true;
        }
        if (number instanceof BigInteger big) {
            return big.signum() < 0 ? big.bitLength() < Long.SIZE : big.bitLength() <= Long.SIZE;
        }
        var amount = number.doubleValue();
        return amount == Math.rint(amount) && amount >= -BEYOND_SIGNED && amount < BEYOND_UNSIGNED;
    }

    private static boolean negative(Number number) {
        return number instanceof BigInteger big ? big.signum() < 0 : number.doubleValue() < 0;
    }

    /** Of a whole number, unsigned; a negative one is told by how far below -1 it lies. */
    private static long amount(Number number) {
        var bits = number instanceof Long || number instanceof Integer || number instanceof BigInteger
                ? number.longValue()
                : bits(number.doubleValue());
        return negative(number) ? -1 - bits : bits;
    }

    private static long bits(double whole) {
        return whole < BEYOND_SIGNED ? (long) whole : (long) (whole - BEYOND_SIGNED) | Long.MIN_VALUE;
    }

    private static int byCodePoint(String one, String other) {
        for (var at = 0; at < one.length() && at < other.length(); ) {
            var first = one.codePointAt(at);
            var second = other.codePointAt(at);
            if (first != second) {
                return Integer.compare(first, second);
            }
            at += Character.charCount(first);
        }
        return Integer.compare(one.length(), other.length());
    }
}
