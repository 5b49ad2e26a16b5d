package io.centercontrol.dataplane.copy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read, kept with its bytes for those who look into it.
 *
 * @param key the record's key as it came; null when it had none, or a longer one than any of ours
 * @param value the record's value as it came; null for a tombstone, or when there was no room for it any more
 * @param reason what is wrong with it
 */
public record Quarantined(
        int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, String reason, Instant setAsideAt) {

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(partition);
            out.writeLong(offset);
            write(out, key);
            write(out, value);
            out.writeUTF(reason.length() > 2000 ? reason.substring(0, 2000) : reason);
            out.writeLong(setAsideAt.toEpochMilli());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Quarantined fromBytes(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        return new Quarantined(
                in.readInt(), in.readLong(), read(in), read(in), in.readUTF(), Instant.ofEpochMilli(in.readLong()));
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        var length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }
}
