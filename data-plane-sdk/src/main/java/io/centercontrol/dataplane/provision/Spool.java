package io.centercontrol.dataplane.provision;

import io.centercontrol.kernel.TenantId;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A tenant's export on its way: a file of this instance's own that exists only while the export is written and handed
 * over, readable to its owner alone. What passes through is counted and hashed as it is written, not read back later.
 */
final class Spool implements AutoCloseable {
    private static final String ENDING = ".export";

    private final Path file;
    private final Counting out;

    private Spool(Path file, Counting out) {
        this.file = file;
        this.out = out;
    }

    /** An empty file for one attempt; one that an earlier run left behind is overwritten. */
    static Spool open(Path folder, TenantId tenant, int attempt) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(tenant + "-" + attempt + ENDING);
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return new Spool(file, new Counting(new BufferedOutputStream(Files.newOutputStream(file))));
    }

    /** Removes what a run that was killed left behind. */
    static void clear(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var left = Files.newDirectoryStream(folder, "*" + ENDING)) {
                for (var file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** What a finished export is. */
    record Export(Path file, byte[] sha256, long bytes) {}

    /** Where the export is written to. */
    OutputStream out() {
        return out;
    }

    /** Ends the writing; what comes later is refused. */
    Export finish() throws IOException {
        out.close();
        return new Export(file, out.digest.digest(), out.bytes);
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static final class Counting extends FilterOutputStream {
        private final MessageDigest digest = sha256();
        private long bytes;
        private boolean closed;

        Counting(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] values, int from, int length) throws IOException {
            if (closed) {
                throw new IOException("the export is closed");
            }
            out.write(values, from, length);
            digest.update(values, from, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                super.close();
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
