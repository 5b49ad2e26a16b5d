package io.centercontrol.tlog;

import java.nio.charset.StandardCharsets;

/** A log's own key: signs notes by Ed25519. Its text is a secret. */
public final class NoteSigner {
    private final SecretKey key;

    private NoteSigner(SecretKey key) {
        this.key = key;
    }

    /** A new key of that name, which should be the log's origin. */
    public static NoteSigner generate(String name) {
        return ofSeed(name, Ed25519.newSeed());
    }

    /** The key of 32 bytes that nobody else knows. */
    public static NoteSigner ofSeed(String name, byte[] seed) {
        return new NoteSigner(SecretKey.of(name, VerifierKey.Algorithm.ED25519, seed));
    }

    /**
     * The key of such a text.
     *
     * @throws InvalidFormat when it is none; the message does not tell the text
     */
    public static NoteSigner parse(String secret) {
        return new NoteSigner(SecretKey.parse(secret, VerifierKey.Algorithm.ED25519));
    }

    /** The secret, to be kept: {@code PRIVATE+KEY+name+id+base64}. */
    public String secret() {
        return key.text();
    }

    /** The public key. */
    public VerifierKey verifier() {
        return key.verifier();
    }

    /** Signs a note's text, which ends with a newline. */
    public NoteSignature sign(String text) {
        return new NoteSignature(
                verifier().name(),
                verifier().id(),
                Ed25519.sign(key.pair().getPrivate(), text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "NoteSigner of " + verifier();
    }
}
