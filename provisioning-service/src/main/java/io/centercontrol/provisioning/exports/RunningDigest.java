package io.centercontrol.provisioning.exports;

import io.centercontrol.kernel.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Length and SHA-256 of what has come so far. */
final class RunningDigest {
    private final MessageDigest sha256;
    private long bytes;

    RunningDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(byte[] piece) {
        sha256.update(piece);
        bytes += piece.length;
    }

    long bytes() {
        return bytes;
    }

    /**
     * Makes sure that all has come, and is what it was said to be.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is not
     */
    void check(String expectedSha256, long expectedBytes) {
        if (bytes != expectedBytes) {
            throw Refusal.Invalid.of(
                            "",
                            "LENGTH_MISMATCH",
                            "The body has " + bytes + " bytes, not " + expectedBytes + " as Content-Length says.")
                    .asException();
        }
        var actual = HexFormat.of().formatHex(sha256.digest());
        if (!actual.equals(expectedSha256)) {
            throw Refusal.Invalid.of("", "DIGEST_MISMATCH", "The body is not what Content-Digest says it is.")
                    .asException();
        }
    }
}
