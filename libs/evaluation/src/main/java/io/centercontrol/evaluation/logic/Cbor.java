package io.centercontrol.evaluation.logic;

/**
 * Hashes of numbers and truths as CBOR (RFC 8949, 4.2.1: the shortest form of each). A number without a fraction is a whole
 * one, however it was written.
 */
final class Cbor {
    private static final int FALSE = 0xF4;
    private static final int TRUE = 0xF5;
    private static final int HALF = 0xF9;
    private static final int SINGLE = 0xFA;
    private static final int DOUBLE = 0xFB;
    private static final int NEGATIVE = 0x20;
    /** Beyond what stands in the first octet itself. */
    private static final int SHORT = 24;

    private static final double MOST = 0x1p63;

    private Cbor() {}

    static long hash(boolean truth) {
        return hash(truth ? TRUE : FALSE, 0, 0);
    }

    /** {@link HashKey#NONE} for what is no number. */
    static long hash(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            return whole(number.longValue());
        }
        var amount = number.doubleValue();
        if (!Double.isFinite(amount)) {
            return HashKey.NONE;
        }
        return amount == Math.rint(amount) && Math.abs(amount) < MOST ? whole((long) amount) : fraction(amount);
    }

    private static long whole(long number) {
        var major = number < 0 ? NEGATIVE : 0;
        var amount = number < 0 ? -1 - number : number;
        if (amount < SHORT) {
            return hash(major | (int) amount, 0, 0);
        }
        return amount < 1L << 8
                ? hash(major | SHORT, amount, 1)
                : amount < 1L << 16
                        ? hash(major | SHORT + 1, amount, 2)
                        : amount < 1L << 32 ? hash(major | SHORT + 2, amount, 4) : hash(major | SHORT + 3, amount, 8);
    }

    private static long fraction(double amount) {
        var single = (float) amount;
        if (single != amount) {
            return hash(DOUBLE, Double.doubleToLongBits(amount), 8);
        }
        var half = Float.floatToFloat16(single);
        return Float.float16ToFloat(half) == single
                ? hash(HALF, half, 2)
                : hash(SINGLE, Float.floatToIntBits(single), 4);
    }

    private static long hash(int first, long rest, int octets) {
        var state = Murmur3.octets(Murmur3.octets(Murmur3.START, first, 1), rest, octets);
        return Integer.toUnsignedLong(Murmur3.hash(state, 1 + octets));
    }
}
