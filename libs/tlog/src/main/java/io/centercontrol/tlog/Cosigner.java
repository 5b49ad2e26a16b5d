package io.centercontrol.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A witness's key: states that a checkpoint was the newest and consistent with all it had seen of the log, at a time (C2SP
 * tlog-cosignature, cosignature/v1). Its text is a secret.
 */
public final class Cosigner {
    private final SecretKey key;

    private Cosigner(SecretKey key) {
        this.key = key;
    }

    /** A new key of that name. */
    public static Cosigner generate(String name) {
        return ofSeed(name, Ed25519.newSeed());
    }

    /** The key of 32 bytes that nobody else knows. */
    public static Cosigner ofSeed(String name, byte[] seed) {
        return new Cosigner(SecretKey.of(name, VerifierKey.Algorithm.COSIGNATURE_V1, seed));
    }

    /**
     * The key of such a text.
     *
     * @throws InvalidFormat when it is none; the message does not tell the text
     */
    public static Cosigner parse(String secret) {
        return new Cosigner(SecretKey.parse(secret, VerifierKey.Algorithm.COSIGNATURE_V1));
    }

    /** The secret, to be kept: {@code PRIVATE+KEY+name+id+base64}. */
    public String secret() {
        return key.text();
    }

    /** The public key. */
    public VerifierKey verifier() {
        return key.verifier();
    }

    /**
     * Signs a checkpoint.
     *
     * @param text the checkpoint's, as the log signed it, without signatures
     * @param at kept in whole seconds, from 1970 on
     */
    public NoteSignature cosign(String text, Instant at) {
        var time = at.getEpochSecond();
        if (time < 0) {
            throw new IllegalArgumentException("nobody signs before 1970: " + at);
        }
        var signed = Ed25519.sign(key.pair().getPrivate(), message(time, text));
        var bytes =
                ByteBuffer.allocate(Long.BYTES + signed.length).putLong(time).put(signed);
        return new NoteSignature(verifier().name(), verifier().id(), bytes.array());
    }

    static byte[] message(long time, String text) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    /** When it says it was signed; negative when it says nothing of the kind. */
    static long seconds(NoteSignature signature) {
        var bytes = signature.bytes();
        return bytes.length == Long.BYTES + Ed25519.SIGNATURE_BYTES
                ? ByteBuffer.wrap(bytes).getLong()
                : -1;
    }

    static byte[] signature(NoteSignature signature) {
        var bytes = signature.bytes();
        return Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
    }

    static @Nullable Instant time(NoteSignature signature) {
        var seconds = seconds(signature);
        try {
            return seconds < 0 ? null : Instant.ofEpochSecond(seconds);
        } catch (DateTimeException e) {
            // Sixty-four bits of seconds reach further than any calendar.
            return null;
        }
    }

    @Override
    public String toString() {
        return "Cosigner of " + verifier();
    }
}
