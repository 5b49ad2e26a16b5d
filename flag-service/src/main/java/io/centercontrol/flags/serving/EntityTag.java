package io.centercontrol.flags.serving;

/**
 * The entity tag of what is put together of pieces: 128 bits of their hashes and their order. Who sees the same tag sees the
 * same pieces.
 */
public final class EntityTag {
    private static final long MIX_HIGH = 0x9e3779b97f4a7c15L;
    private static final long MIX_LOW = 0xc2b2ae3d27d4eb4fL;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private long high;
    private long low;

    /** One piece more. */
    public void add(Piece piece) {
        high = Long.rotateLeft(high ^ piece.high(), 27) * MIX_HIGH + piece.low();
        low = Long.rotateLeft(low ^ piece.low(), 31) * MIX_LOW + piece.high();
    }

    /** The tag, in quotes. */
    public String text() {
        var text = new char[34];
        text[0] = '"';
        text[33] = '"';
        write(high, text, 1);
        write(low, text, 17);
        return new String(text);
    }

    private static void write(long number, char[] text, int at) {
        for (var digit = 0; digit < 16; digit++) {
            text[at + digit] = DIGITS[(int) (number >>> (60 - 4 * digit)) & 0xf];
        }
    }
}
