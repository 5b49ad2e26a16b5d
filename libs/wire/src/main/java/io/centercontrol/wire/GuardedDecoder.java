package io.centercontrol.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding (specification 1.12, "Binary Encoding") out of an array of bytes, none of which is believed: a
 * length is held against the bytes that remain before room is made for it.
 *
 * <ul>
 *   <li>Texts, bytes and blocks that are skipped are as long as what remains, at most. A text is well-formed UTF-8 (RFC 3629)
 *       without U+0000, which no database of ours keeps.
 *   <li>Every item of a list or map takes a byte at least, but for those without any content. So no value has more items in
 *       all its lists than bytes, and {@value #EMPTY_ITEMS} more.
 *   <li>Numbers have no bits beyond their type, a boolean is 0 or 1.
 * </ul>
 *
 * <p>Whoever reads asks {@link #isEnd} at last. Not for several threads.
 */
final class GuardedDecoder extends Decoder {
    /** How many items without content a value may have. */
    static final int EMPTY_ITEMS = 1_000;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private int at;
    private long itemsLeft;

    /** Reads from {@code from} to the end of the array. */
    GuardedDecoder(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
        this.itemsLeft = (long) bytes.length - from + EMPTY_ITEMS;
    }

    /** Whether every byte was read. */
    boolean isEnd() {
        return at == bytes.length;
    }

    /** How many bytes are not read yet. */
    int remaining() {
        return bytes.length - at;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws MalformedValue {
        return switch (next()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new MalformedValue("a boolean is neither 0 nor 1");
        };
    }

    @Override
    public int readInt() throws MalformedValue {
        var b = next();
        var n = b & 0x7f;
        for (var shift = 7; b < 0; shift += 7) {
            b = next();
            if (shift == 28 && (b & 0xf0) != 0) {
                throw new MalformedValue("an int has more than 32 bits");
            }
            n |= (b & 0x7f) << shift;
        }
        return (n >>> 1) ^ -(n & 1);
    }

    @Override
    public long readLong() throws MalformedValue {
        var b = next();
        var n = b & 0x7fL;
        for (var shift = 7; b < 0; shift += 7) {
            b = next();
            if (shift == 63 && (b & 0xfe) != 0) {
                throw new MalformedValue("a long has more than 64 bits");
            }
            n |= (b & 0x7fL) << shift;
        }
        return (n >>> 1) ^ -(n & 1);
    }

    @Override
    public float readFloat() throws MalformedValue {
        return Float.intBitsToFloat((int) INT.get(bytes, take(Integer.BYTES)));
    }

    @Override
    public double readDouble() throws MalformedValue {
        return Double.longBitsToDouble((long) LONG.get(bytes, take(Long.BYTES)));
    }

    @Override
    public String readString() throws MalformedValue {
        var length = length("text");
        var from = take(length);
        var text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // What is ill-formed becomes this character, which a text may also have by itself.
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkWellFormed(from, length);
        }
        if (text.indexOf('\0') >= 0) {
            throw new MalformedValue("a text has the character U+0000");
        }
        return text;
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws MalformedValue {
        return new Utf8(readString());
    }

    @Override
    public void skipString() throws MalformedValue {
        take(length("text"));
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws MalformedValue {
        var length = length("byte string");
        var from = take(length);
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public void skipBytes() throws MalformedValue {
        take(length("byte string"));
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws MalformedValue {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws MalformedValue {
        take(length);
    }

    @Override
    public int readEnum() throws MalformedValue {
        return index("enum");
    }

    @Override
    public int readIndex() throws MalformedValue {
        return index("union");
    }

    @Override
    public long readArrayStart() throws MalformedValue {
        return readBlock();
    }

    @Override
    public long arrayNext() throws MalformedValue {
        return readBlock();
    }

    @Override
    public long skipArray() throws MalformedValue {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws MalformedValue {
        return readBlock();
    }

    @Override
    public long mapNext() throws MalformedValue {
        return readBlock();
    }

    @Override
    public long skipMap() throws MalformedValue {
        return skipBlocks();
    }

    /** How many items follow; 0 at the end. A negative number is followed by the block's size in bytes. */
    private long readBlock() throws MalformedValue {
        var count = readLong();
        if (count >= 0) {
            return counted(count);
        }
        length("block");
        return counted(-count);
    }

    /** Leaves out blocks that say how long they are; the number of items in the first that does not, 0 at the end. */
    private long skipBlocks() throws MalformedValue {
        var count = readLong();
        while (count < 0) {
            take(length("block"));
            count = readLong();
        }
        return counted(count);
    }

    private long counted(long items) throws MalformedValue {
        // The smallest long has no opposite: it is still negative here.
        if (items < 0 || items > remaining() + (long) EMPTY_ITEMS || items > itemsLeft) {
            throw new MalformedValue("a list claims %d items where %d bytes are left".formatted(items, remaining()));
        }
        itemsLeft -= items;
        return items;
    }

    private int index(String what) throws MalformedValue {
        var index = readInt();
        if (index < 0) {
            throw new MalformedValue("the number of a branch of an " + what + " is negative");
        }
        return index;
    }

    private int length(String what) throws MalformedValue {
        var length = readLong();
        if (length < 0 || length > remaining()) {
            throw new MalformedValue("a %s claims %d bytes where %d are left".formatted(what, length, remaining()));
        }
        return (int) length;
    }

    /** Steps over some bytes; where they begin. */
    private int take(int length) throws MalformedValue {
        if (length > remaining()) {
            throw new MalformedValue("%d bytes are expected where %d are left".formatted(length, remaining()));
        }
        var from = at;
        at += length;
        return from;
    }

    private byte next() throws MalformedValue {
        if (at == bytes.length) {
            throw new MalformedValue("it ends too early");
        }
        return bytes[at++];
    }

    private void checkWellFormed(int from, int length) throws MalformedValue {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
        } catch (CharacterCodingException e) {
            throw new MalformedValue("a text is not well-formed UTF-8");
        }
    }
}
