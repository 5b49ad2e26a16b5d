package io.centercontrol.provisioning.exports.http;

import io.centercontrol.kernel.Refusal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Content-Digest} (RFC 9530), of which SHA-256 is understood. */
final class ContentDigest {
    /** A dictionary of structured fields may hold further digests; base64 of 32 bytes has 43 characters and one pad. */
    private static final Pattern SHA256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?:,|$)");

    private ContentDigest() {}

    /**
     * The SHA-256 in lower-case hex.
     *
     * @throws io.centercontrol.kernel.RefusedException when the header is missing, or has none
     */
    static String sha256(@Nullable String header) {
        var found = SHA256.matcher(header == null ? "" : header);
        if (!found.find()) {
            throw Refusal.Invalid.of(
                            "",
                            "CONTENT_DIGEST_REQUIRED",
                            "Say what the body is: Content-Digest: sha-256=:<base64 of its SHA-256>: (RFC 9530).")
                    .asException();
        }
        return HexFormat.of().formatHex(Base64.getDecoder().decode(found.group(1)));
    }

    /** The header of a SHA-256 in hex. */
    static String of(String sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
    }
}
