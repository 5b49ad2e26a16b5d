package io.centercontrol.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) as the JDK has it, with keys as 32 bytes. */
final class Ed25519 {
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    /** What X.509 has in front of the 32 bytes of a public key (RFC 8410, 4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String NAME = "Ed25519";

    private Ed25519() {}

    static byte[] newSeed() {
        var seed = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(seed);
        return seed;
    }

    /** The pair of a seed. The JDK makes a public key only together with a private one, out of what a source of randomness gives. */
    static KeyPair pair(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] publicKey(KeyPair pair) {
        var encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, X509.length, encoded.length);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the signature is this key's on the message; not, too, when the key or the signature is none. */
    static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            var encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
            System.arraycopy(publicKey, 0, encoded, X509.length, KEY_BYTES);
            var verifier = Signature.getInstance(NAME);
            verifier.initVerify(KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private Given(byte[] seed) {
            super(null, null);
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
