package io.centercontrol.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes made wrong: flipped, cut, spliced, repeated, and with lengths that no bytes can hold. The same seed, the same bytes. */
public final class Mutations {
    private static final List<Long> EXTREMES = List.of(
            0L,
            -1L,
            63L,
            1L << 20,
            (long) Integer.MAX_VALUE - 8,
            (long) Integer.MAX_VALUE,
            1L << 31,
            1L << 32,
            1L << 62,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1);
    private static final int MOST = 64 << 10;

    private final Random random;

    /** Mutations that follow from a seed. */
    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** What the mutations are drawn from, for whoever draws beside them. */
    public Random random() {
        return random;
    }

    /**
     * One to four mutations of a sample.
     *
     * @param other bytes to splice in: of another sample
     */
    public byte[] of(byte[] sample, byte[] other) {
        var bytes = sample;
        for (var rounds = random.nextInt(4); rounds >= 0; rounds--) {
            bytes = once(bytes, other);
        }
        return bytes.length <= MOST ? bytes : Arrays.copyOf(bytes, MOST);
    }

    private byte[] once(byte[] bytes, byte[] other) {
        if (bytes.length == 0) {
            return noise(1 + random.nextInt(64));
        }
        var at = random.nextInt(bytes.length);
        var to = at + random.nextInt(bytes.length - at + 1);
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(bytes, noise(1 + random.nextInt(16)));
            case 3 -> joined(Arrays.copyOf(bytes, at), tail(other));
            case 4 -> replaced(bytes, at, Math.min(bytes.length, at + 1), varint());
            case 5 -> replaced(bytes, at, at, varint());
            case 6 -> replaced(bytes, at, to, repeated(Arrays.copyOfRange(bytes, at, to)));
            case 7 -> replaced(bytes, at, to, filled(to - at));
            default -> replaced(bytes, at, to, noise(to - at));
        };
    }

    private byte[] flipped(byte[] bytes) {
        var flipped = bytes.clone();
        for (var flips = random.nextInt(8); flips >= 0; flips--) {
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] tail(byte[] other) {
        return other.length == 0 ? other : Arrays.copyOfRange(other, random.nextInt(other.length), other.length);
    }

    private byte[] repeated(byte[] block) {
        var times = block.length == 0 ? 0 : 1 + random.nextInt(Math.max(1, MOST / (4 * block.length)));
        var out = new ByteArrayOutputStream();
        for (var n = 0; n <= times; n++) {
            out.writeBytes(block);
        }
        return out.toByteArray();
    }

    private byte[] filled(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) (random.nextBoolean() ? 0 : 0xff));
        return bytes;
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** As Avro writes a long. */
    private byte[] varint() {
        var value = EXTREMES.get(random.nextInt(EXTREMES.size()));
        var left = (value << 1) ^ (value >> 63);
        var out = new ByteArrayOutputStream();
        while ((left & ~0x7fL) != 0) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return out.toByteArray();
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        return joined(joined(Arrays.copyOf(bytes, from), by), Arrays.copyOfRange(bytes, to, bytes.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
