package io.centercontrol.tlog;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;

/**
 * A seed with its name, as Go's {@code sumdb/note} writes it: {@code PRIVATE+KEY+name+id+base64}, with the algorithm's byte in front of
 * the seed.
 */
record SecretKey(VerifierKey verifier, KeyPair pair, String text) {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int PARTS = 3;

    static SecretKey of(String name, VerifierKey.Algorithm algorithm, byte[] seed) {
        if (seed.length != Ed25519.KEY_BYTES) {
            throw new InvalidFormat("a seed has " + Ed25519.KEY_BYTES + " bytes");
        }
        var pair = Ed25519.pair(seed);
        var verifier = new VerifierKey(name, algorithm, Ed25519.publicKey(pair));
        var text = PREFIX + name + "+" + VerifierKey.hex(verifier.id()) + "+"
                + Base64.getEncoder().encodeToString(VerifierKey.typed(algorithm, seed));
        return new SecretKey(verifier, pair, text);
    }

    /** Says nothing of the text in what it throws. */
    static SecretKey parse(String text, VerifierKey.Algorithm algorithm) {
        var parts = text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", PARTS) : new String[0];
        if (parts.length == PARTS) {
            try {
                var bytes = Base64.getDecoder().decode(parts[2]);
                if (bytes.length == 1 + Ed25519.KEY_BYTES && bytes[0] == algorithm.type()) {
                    var key = of(parts[0], algorithm, Arrays.copyOfRange(bytes, 1, bytes.length));
                    if (key.text.equals(text)) {
                        return key;
                    }
                }
            } catch (IllegalArgumentException e) {
                // told below, without the secret
            }
        }
        throw new InvalidFormat("no private key of " + algorithm + " (PRIVATE+KEY+name+id+base64)");
    }

    @Override
    public String toString() {
        return "SecretKey of " + verifier.name();
    }
}
