package io.centercontrol.audit.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that grows at its end, with its length and SHA-256. Each lease of an export has one of its own, so that who lost the lease
 * and does not know it yet writes into no other's.
 */
final class GrowingFile implements Closeable {
    private static final int PIECE = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest = sha256Digest();
    private long bytes;

    private GrowingFile(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** A new one. */
    static GrowingFile begin(Path file) throws IOException {
        return new GrowingFile(file);
    }

    /**
     * One that goes on where another was left.
     *
     * @param from the other; what it has beyond its length was kept by nobody
     * @param length of it
     * @param beat is called now and then
     * @return fails when the other is shorter
     */
    static GrowingFile goOn(Path file, Path from, long length, Runnable beat) throws IOException {
        var growing = new GrowingFile(file);
        try (var in = FileChannel.open(from, StandardOpenOption.READ)) {
            if (in.size() < length) {
                throw new IOException(from + " has " + in.size() + " bytes and not " + length);
            }
            var piece = ByteBuffer.allocate(PIECE);
            while (growing.bytes < length) {
                piece.clear().limit((int) Math.min(PIECE, length - growing.bytes));
                if (in.read(piece) < 0) {
                    throw new IOException(from + " ends early");
                }
                growing.write(piece.flip());
                beat.run();
            }
            return growing;
        } catch (IOException | RuntimeException e) {
            growing.close();
            throw e;
        }
    }

    /** The same of a file that is whole. */
    static String sha256(Path file, Runnable beat) throws IOException {
        var digest = sha256Digest();
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            var piece = ByteBuffer.allocate(PIECE);
            while (in.read(piece.clear()) >= 0) {
                digest.update(piece.flip());
                beat.run();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    void write(byte[] more) throws IOException {
        write(ByteBuffer.wrap(more));
    }

    private void write(ByteBuffer more) throws IOException {
        digest.update(more.duplicate());
        while (more.hasRemaining()) {
            bytes += channel.write(more);
        }
    }

    /** What is written outlives the machine. */
    void keep() throws IOException {
        channel.force(false);
    }

    Path file() {
        return file;
    }

    long bytes() {
        return bytes;
    }

    /** Of all that was written; nothing can be written afterwards. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
