package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code fractional}: picks an outcome by a hash of the key, {@code (hash * total weight) >> 32} with the hash as an
 * unsigned number.
 */
final class Fractional extends Node {
    static final long HEAVIEST = Integer.MAX_VALUE;
    private static final int NONE = -1;

    private final HashKey key;
    private final Node[] outcomes;
    private final long[] ends;
    private final Node @Nullable [] weights;

    Fractional(String pointer, HashKey key, List<Node> outcomes, long @Nullable [] ends, @Nullable List<Node> weights) {
        super(pointer);
        this.key = key;
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
        var hash = key.hash(attributes, element);
        if (hash == HashKey.NONE) {
            return NONE;
        }
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
