package io.centercontrol.kit.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key as its program sends it: {@code cck_}, the key's id without dashes, an underscore, and 256 random bits, all
 * hexadecimal. Who looks for leaked secrets finds it by {@link #PATTERN}. Since nobody can guess that many bits, a plain hash
 * of them tells nobody anything, and none that is slow on purpose is needed.
 */
public final class Secret {
    /** What every key looks like. */
    public static final Pattern PATTERN = Pattern.compile("cck_[0-9a-f]{32}_[0-9a-f]{64}");

    private static final String PREFIX = "cck_";
    private static final int LENGTH = 101;
    private static final int SECRET_AT = 37;
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** A new one for the key of this id. */
    public static String next(UUID id) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return PREFIX + id.toString().replace("-", "") + "_" + HEX.formatHex(bytes);
    }

    /** The id of the key that this claims to be; null when it looks like none. */
    public static @Nullable UUID id(String token) {
        if (token.length() != LENGTH || !token.startsWith(PREFIX) || token.charAt(SECRET_AT - 1) != '_') {
            return null;
        }
        try {
            return new UUID(HexFormat.fromHexDigitsToLong(token, 4, 20), HexFormat.fromHexDigitsToLong(token, 20, 36));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What is kept of one. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
