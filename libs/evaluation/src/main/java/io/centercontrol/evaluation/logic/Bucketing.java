package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/**
 * Which generation of the hash spreads a flag's {@code fractional}. A flag keeps the one that it was rolled out with: another
 * one gives nearly everybody another share.
 */
public enum Bucketing {
    /** The key's UTF-8, and the flag's key and the targeting key as one text; flagd's {@code fractional-v2}. */
    UTF8,
    /** The key's CBOR, and the flag's key and the targeting key as a list of two; flagd's {@code fractional-v3}. */
    CBOR;

    /** The member of a definition's metadata that says it; without one it is {@link #UTF8}. */
    public static final String MEMBER = "cc.bucketing";

    /** What a flag's metadata says; null for a word that is not known here. */
    public static @Nullable Bucketing of(@Nullable Object said) {
        if (said == null) {
            return UTF8;
        }
        for (var one : values()) {
            if (one.name().equals(said)) {
                return one;
            }
        }
        return null;
    }
}
