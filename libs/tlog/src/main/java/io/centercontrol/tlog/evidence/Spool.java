package io.centercontrol.tlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** One file of a bundle on its way: on disk until the first file, which has its hash, can be written. */
final class Spool implements AutoCloseable {
    private final Path path;
    private final DigestOutputStream out;
    private long bytes;

    Spool(Path folder) throws IOException {
        path = Files.createTempFile(folder, "evidence-", ".part");
        try {
            out = new DigestOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(path)), MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Spool write(String text) throws IOException {
        return write(text.getBytes(UTF_8));
    }

    Spool write(byte[] more) throws IOException {
        out.write(more);
        bytes += more.length;
        return this;
    }

    /** What the manifest says of it. Nothing may be written any more. */
    Map<String, Object> finished() throws IOException {
        out.close();
        var said = new LinkedHashMap<String, Object>();
        said.put("bytes", bytes);
        said.put(
                "sha256",
                Base64.getEncoder().encodeToString(out.getMessageDigest().digest()));
        return said;
    }

    void copyTo(OutputStream target) throws IOException {
        Files.copy(path, target);
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
