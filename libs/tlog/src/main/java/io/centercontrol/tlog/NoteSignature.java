package io.centercontrol.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A signature line of a note: {@code — name base64}, where the base64 begins with the four bytes of the key's id. */
public final class NoteSignature {
    /** How each line begins: an em dash and a space. */
    static final String DASH = "— ";

    private static final int ID_BYTES = 4;
    private static final int MOST_BYTES = 8 * 1024;

    private final String name;
    private final int id;
    private final byte[] bytes;

    /** A signature by the key of that name and id. */
    public NoteSignature(String name, int id, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw new InvalidFormat("a signature has 1 to " + MOST_BYTES + " bytes, not " + bytes.length);
        }
        this.name = KeyName.checked(name);
        this.id = id;
        this.bytes = bytes.clone();
    }

    /**
     * The signature of a line.
     *
     * @param line without its newline
     * @throws InvalidFormat when it is none
     */
    public static NoteSignature parse(String line) {
        var space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new InvalidFormat("no signature line (— name base64): '" + Text.shown(line) + "'");
        }
        var bytes = Text.base64(line.substring(space + 1));
        if (bytes.length <= ID_BYTES) {
            throw new InvalidFormat("a signature line without a signature: '" + Text.shown(line) + "'");
        }
        return new NoteSignature(
                line.substring(DASH.length(), space),
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
    }

    /** The key's name. */
    public String name() {
        return name;
    }

    /** The key's id. */
    public int id() {
        return id;
    }

    /** A copy of what the key made. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The line, without its newline. */
    public String line() {
        var all = ByteBuffer.allocate(ID_BYTES + bytes.length).putInt(id).put(bytes);
        return DASH + name + " " + Base64.getEncoder().encodeToString(all.array());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && id == that.id
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return line();
    }
}
