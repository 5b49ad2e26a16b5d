package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text in pieces, hashed as the CBOR of the whole, which begins with its length; so each piece is asked for twice. */
final class CborTextKey extends HashKey {
    private final Node[] parts;

    CborTextKey(List<Node> parts) {
        this.parts = parts.toArray(Node[]::new);
    }

    @Override
    long hash(Attributes attributes, @Nullable Object element) {
        var octets = 0;
        for (var part : parts) {
            octets += TextKey.length(part.value(attributes, element));
        }
        var state = Cbor.textHead(Murmur3.START, octets);
        for (var part : parts) {
            state = TextKey.feed(state, part.value(attributes, element));
        }
        return Integer.toUnsignedLong(Murmur3.hash(state, Cbor.textLength(octets)));
    }
}
