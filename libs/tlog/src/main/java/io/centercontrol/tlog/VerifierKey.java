package io.centercontrol.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The public key of a log or a witness (C2SP signed-note, tlog-cosignature). Its text is the "vkey":
 * {@code name+c74f20a3+base64}, with the key's id in the middle and the algorithm's byte in front of the 32 bytes of the key.
 */
public final class VerifierKey {
    private static final int ID_BYTES = 4;
    private static final int PARTS = 3;
    private static final int LONGEST = 400;

    private final String name;
    private final Algorithm algorithm;
    private final byte[] key;
    private final int id;

    /** What a key signs. */
    public enum Algorithm {
        /** A note's text: what a log does with its checkpoints. */
        ED25519(1),
        /** That a checkpoint was the newest it had seen at a time: what a witness does, cosignature/v1. */
        COSIGNATURE_V1(4);

        private final byte type;

        Algorithm(int type) {
            this.type = (byte) type;
        }

        /** The byte that stands for it. */
        byte type() {
            return type;
        }
    }

    /**
     * A key.
     *
     * @param key 32 bytes
     */
    public VerifierKey(String name, Algorithm algorithm, byte[] key) {
        if (key.length != Ed25519.KEY_BYTES) {
            throw new InvalidFormat("a key has " + Ed25519.KEY_BYTES + " bytes, not " + key.length);
        }
        this.name = KeyName.checked(name);
        this.algorithm = algorithm;
        this.key = key.clone();
        this.id = id(name, algorithm, key);
    }

    /**
     * The key of such a text.
     *
     * @throws InvalidFormat when it is none, of an algorithm that is not known, or has another id than the key
     */
    public static VerifierKey parse(String text) {
        var parts = text.length() > LONGEST ? new String[0] : text.split("\\+", PARTS);
        if (parts.length != PARTS) {
            throw new InvalidFormat("no verifier key (name+id+base64): '" + Text.shown(text) + "'");
        }
        var bytes = Text.base64(parts[2]);
        for (var algorithm : Algorithm.values()) {
            if (bytes.length == 1 + Ed25519.KEY_BYTES && bytes[0] == algorithm.type()) {
                var key = new VerifierKey(parts[0], algorithm, Arrays.copyOfRange(bytes, 1, bytes.length));
                if (!hex(key.id).equals(parts[1])) {
                    throw new InvalidFormat("the verifier key's id is not the one of its key: '" + text + "'");
                }
                return key;
            }
        }
        throw new InvalidFormat(
                "a verifier key of an algorithm that is not known (1 and 4 are): '" + Text.shown(text) + "'");
    }

    /** Whose it is: of a log its origin, as a rule. */
    public String name() {
        return name;
    }

    /** Four bytes that tell keys of one name apart; no proof of anything. */
    public int id() {
        return id;
    }

    /** What it signs. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** A copy of its 32 bytes. */
    public byte[] key() {
        return key.clone();
    }

    /** The vkey. */
    public String text() {
        return name + "+" + hex(id) + "+" + Base64.getEncoder().encodeToString(typed(algorithm, key));
    }

    /** Whether a signature says that it is this key's; whether it is, only {@link #verifies} knows. */
    public boolean isNamedBy(NoteSignature signature) {
        return signature.name().equals(name) && signature.id() == id;
    }

    /** Whether the signature is this key's on a note's text. */
    public boolean verifies(String text, NoteSignature signature) {
        if (!isNamedBy(signature)) {
            return false;
        }
        return switch (algorithm) {
            case ED25519 -> Ed25519.verifies(key, text.getBytes(StandardCharsets.UTF_8), signature.bytes());
            case COSIGNATURE_V1 -> {
                var time = Cosigner.seconds(signature);
                yield time >= 0 && Ed25519.verifies(key, Cosigner.message(time, text), Cosigner.signature(signature));
            }
        };
    }

    /** When a witness signed; null for a log's own key. */
    public @Nullable Instant time(NoteSignature signature) {
        return switch (algorithm) {
            case ED25519 -> null;
            case COSIGNATURE_V1 -> Cosigner.time(signature);
        };
    }

    static byte[] typed(Algorithm algorithm, byte[] key) {
        var typed = new byte[1 + key.length];
        typed[0] = algorithm.type();
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }

    static String hex(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    private static int id(String name, Algorithm algorithm, byte[] key) {
        var digest = Hash.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(typed(algorithm, key));
        return ByteBuffer.wrap(digest.digest(), 0, ID_BYTES).getInt();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && algorithm == that.algorithm
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return text();
    }
}
