package io.centercontrol.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash: 32 bytes that nobody changes. Leaves and nodes are told apart by a byte in front, as in RFC 6962, 2.1. */
public final class Hash {
    /** How many bytes a hash has. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final int FIRST_FOUR = 4;

    /** The root of a tree that has no leaf. */
    public static final Hash EMPTY = new Hash(sha256().digest());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash that these bytes are.
     *
     * @throws InvalidFormat when they are not 32
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new InvalidFormat("a hash has " + BYTES + " bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /**
     * One hash of many that stand behind each other, as in a tile.
     *
     * @param at which, from 0
     */
    public static Hash in(byte[] hashes, int at) {
        return new Hash(Arrays.copyOfRange(hashes, at * BYTES, (at + 1) * BYTES));
    }

    /** Of an entry, as the tree's leaf. */
    public static Hash ofLeaf(byte[] entry) {
        var digest = sha256();
        digest.update(LEAF);
        return new Hash(digest.digest(entry));
    }

    /** Of what stands under two nodes. */
    public static Hash ofNode(Hash left, Hash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /** The hash that a text of RFC 4648's standard base64 is, with its padding. */
    public static Hash fromBase64(String text) {
        return of(Text.base64(text));
    }

    /** A copy of its 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Puts it at its place among others. */
    void into(byte[] hashes, int at) {
        System.arraycopy(bytes, 0, hashes, at * BYTES, BYTES);
    }

    /** In standard base64, with its padding: 44 characters. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    /** Its first bytes: they are as even as any hash of them. */
    @Override
    public int hashCode() {
        var code = 0;
        for (var at = 0; at < FIRST_FOUR; at++) {
            code = code << 8 | bytes[at] & 0xFF;
        }
        return code;
    }

    @Override
    public String toString() {
        return base64();
    }

    /** A new SHA-256: every JDK has it. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
