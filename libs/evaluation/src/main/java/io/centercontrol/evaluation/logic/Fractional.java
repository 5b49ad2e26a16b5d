package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code fractional}: picks an outcome by a hash of the key, {@code (hash * total weight) >> 32} with the hash as an
 * unsigned number. The key is hashed piece by piece; what is constant at its beginning was hashed when it was compiled.
 */
final class Fractional extends Node {
    static final long HEAVIEST = Integer.MAX_VALUE;
    private static final int NONE = -1;

    private final long prefix;
    private final int prefixLength;
    private final Node[] parts;
    private final boolean textsOnly;
    private final Node[] outcomes;
    private final long[] ends;
    private final Node @Nullable [] weights;

    /** {@code textsOnly}: the key is one value, and gives no outcome unless it is a text that is not empty. */
    Fractional(
            String pointer,
            String prefix,
            List<Node> parts,
            boolean textsOnly,
            List<Node> outcomes,
            long @Nullable [] ends,
            @Nullable List<Node> weights) {
        super(pointer);
        this.prefix = Murmur3.utf8(Murmur3.START, prefix);
        this.prefixLength = Murmur3.utf8Length(prefix);
        this.parts = parts.toArray(Node[]::new);
        this.textsOnly = textsOnly;
        this.outcomes = outcomes.toArray(Node[]::new);
        this.ends = ends == null ? new long[0] : ends.clone();
        this.weights = weights == null ? null : weights.toArray(Node[]::new);
    }

    List<Node> outcomes() {
        return List.of(outcomes);
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var picked = pick(attributes, element);
        return picked == NONE ? null : outcomes[picked].value(attributes, element);
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        var picked = pick(attributes, element);
        return picked != NONE && outcomes[picked].truthy(attributes, element);
    }

    /** Which outcome; negative for none. */
    int pick(Attributes attributes, @Nullable Object element) {
        var state = prefix;
        var length = prefixLength;
        for (var part : parts) {
            var value = part.value(attributes, element);
            String text;
            if (value instanceof String given) {
                text = given;
            } else if (textsOnly) {
                return NONE;
            } else if (value instanceof Number number && Values.whole(number.doubleValue())) {
                state = Murmur3.digits(state, number.longValue());
                length += Murmur3.digitsLength(number.longValue());
                continue;
            } else {
                text = Values.text(value);
            }
            var next = Murmur3.ascii(state, text);
            if (next >= 0) {
                state = next;
                length += text.length();
            } else {
                state = Murmur3.utf8(state, text);
                length += Murmur3.utf8Length(text);
            }
        }
        var hash = Integer.toUnsignedLong(Murmur3.hash(state, length));
        return weights == null ? fixed(hash) : computed(weights, hash, attributes, element);
    }

    private int fixed(long hash) {
        var bucket = hash * ends[ends.length - 1] >>> 32;
        var at = 0;
        while (bucket >= ends[at]) {
            at++;
        }
        return at;
    }

    private static int computed(Node[] weights, long hash, Attributes attributes, @Nullable Object element) {
        var total = 0L;
        for (var node : weights) {
            var weight = weight(node, attributes, element);
            if (weight < 0 || total + weight > HEAVIEST) {
                return NONE;
            }
            total += weight;
        }
        var bucket = hash * total >>> 32;
        var end = 0L;
        for (var at = 0; at < weights.length; at++) {
            end += weight(weights[at], attributes, element);
            if (bucket < end) {
                return at;
            }
        }
        return NONE;
    }

    /** A weight that was computed: below zero it counts as zero, since a computed roll-out may begin there. Negative for none. */
    private static long weight(Node node, Attributes attributes, @Nullable Object element) {
        if (!node.numeric() && !(node.value(attributes, element) instanceof Number)) {
            return NONE;
        }
        var weight = node.number(attributes, element);
        if (!Values.whole(weight)) {
            return NONE;
        }
        return weight <= 0 ? 0 : weight > HEAVIEST ? HEAVIEST + 1 : (long) weight;
    }
}
