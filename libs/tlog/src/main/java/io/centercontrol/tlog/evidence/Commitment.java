package io.centercontrol.tlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.tlog.InvalidFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a leaf for a part that is personal: a hash of it and of 32 bytes that nobody can guess. Who has both can show that
 * this is what was written; once both are erased the hash says nothing.
 *
 * <p>{@code base64url( SHA-256( salt || part's name || 0x00 || value ) )}, without padding; name and value in UTF-8.
 */
public final class Commitment {
    /** How many bytes a salt has. */
    public static final int SALT_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String part;
    private final byte[] salt;
    private final String value;

    /**
     * What was committed to.
     *
     * @param part the part's name, without a zero character
     * @param salt 32 bytes
     * @param value canonical JSON, as {@link CanonicalJson} writes it; never checked here, since it is made more often than shown
     */
    public Commitment(String part, byte[] salt, String value) {
        if (salt.length != SALT_BYTES || part.isEmpty() || part.indexOf('\0') >= 0) {
            throw new InvalidFormat("a commitment has a part's name and a salt of " + SALT_BYTES + " bytes");
        }
        this.part = part;
        this.salt = salt.clone();
        this.value = value;
    }

    /** Commits to a value, which is made canonical, with a new salt. */
    public static Commitment to(String part, @Nullable Object value) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new Commitment(part, salt, CanonicalJson.write(value));
    }

    /** The part's name. */
    public String part() {
        return part;
    }

    /** A copy of the salt. */
    public byte[] salt() {
        return salt.clone();
    }

    /** The value, as canonical JSON. */
    public String value() {
        return value;
    }

    /** What stands in the leaf: 43 characters. */
    public String text() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(part.getBytes(UTF_8));
            digest.update((byte) 0);
            return base64url(digest.digest(value.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The salt as it stands in a bundle. */
    String saltText() {
        return base64url(salt);
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Commitment that
                && part.equals(that.part)
                && value.equals(that.value)
                && Arrays.equals(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return "Commitment to " + part;
    }
}
