package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** The flag's key and whom it is about, hashed as a CBOR list of two texts. What is constant was hashed when it was compiled. */
final class PairKey extends HashKey {
    private final long prefix;
    private final int prefixLength;
    private final Node whom;

    PairKey(String flagKey, Node whom) {
        this.prefix = Cbor.text(Cbor.listHead(Murmur3.START, 2), flagKey);
        this.prefixLength = 1 + Cbor.textLength(Murmur3.utf8Length(flagKey));
        this.whom = whom;
    }

    @Override
    long hash(Attributes attributes, @Nullable Object element) {
        if (!(whom.value(attributes, element) instanceof String text)) {
            return NONE;
        }
        var length = prefixLength + Cbor.textLength(Murmur3.utf8Length(text));
        return Integer.toUnsignedLong(Murmur3.hash(Cbor.text(prefix, text), length));
    }
}
