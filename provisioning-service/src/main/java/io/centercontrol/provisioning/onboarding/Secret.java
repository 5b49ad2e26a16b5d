package io.centercontrol.provisioning.onboarding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets of 256 random bits: a plain hash of one tells nobody anything. */
public final class Secret {
    /** What a bearer token of this service begins with, so that it is told apart from others, also in a leaked file. */
    public static final String TOKEN_PREFIX = "ccts_";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    static String password() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String token() {
        return TOKEN_PREFIX + password();
    }

    /** What is kept of a token. */
    public static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
