package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** What {@code fractional} hashes to pick a share. */
abstract sealed class HashKey permits TextKey, UnitKey, CborKey, CborTextKey, PairKey {
    /** There is nothing to hash, so that nothing is picked. */
    static final long NONE = -1;

    /** An unsigned hash of 32 bits, or {@link #NONE}. */
    abstract long hash(Attributes attributes, @Nullable Object element);
}
