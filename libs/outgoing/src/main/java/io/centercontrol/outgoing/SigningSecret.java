package io.centercontrol.outgoing;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * What both sides of a webhook know: 256 random bits. As text it is {@code whsec_} and Base64, as the Standard Webhooks
 * specification and its libraries write it.
 */
public record SigningSecret(byte[] bytes) {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public SigningSecret {
        bytes = bytes.clone();
    }

    /** A new one. */
    public static SigningSecret next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(bytes);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** As its receiver is told it, once. */
    public String text() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    /** Says nothing of it. */
    @Override
    public String toString() {
        return "whsec_***";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
