package io.centercontrol.tlog;

import java.util.ArrayList;
import java.util.List;

/** Leaves from one to before another, as a proof cuts a tree: its hash is made of those of complete subtrees. */
record Range(long from, long to) {
    /** The complete subtrees that it is made of, from the left: each is larger than the next. */
    List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        for (var at = from; at < to; ) {
            var level = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - at);
            if (at > 0) {
                level = Math.min(level, Long.numberOfTrailingZeros(at));
            }
            nodes.add(new Node(level, at >> level));
            at += 1L << level;
        }
        return nodes;
    }

    /** RFC 6962, 2.1: the largest complete subtree on the left, all the rest on the right. */
    Hash hash(HashReader hashes) {
        var nodes = nodes();
        var hash = hashes.hash(nodes.getLast());
        for (var at = nodes.size() - 2; at >= 0; at--) {
            hash = Hash.ofNode(hashes.hash(nodes.get(at)), hash);
        }
        return hash;
    }

    /** How many leaves its left half has: the largest power of two that is smaller than all. */
    long left() {
        return Long.highestOneBit(to - from - 1);
    }
}
