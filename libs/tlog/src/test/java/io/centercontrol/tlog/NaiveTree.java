package io.centercontrol.tlog;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962, 2.1, read aloud: no tiles, no cleverness. What everything else has to agree with. */
final class NaiveTree implements HashReader {
    private final List<Hash> leaves;

    NaiveTree(List<Hash> leaves) {
        this.leaves = leaves;
    }

    static NaiveTree of(int size) {
        var leaves = new ArrayList<Hash>();
        for (var at = 0; at < size; at++) {
            leaves.add(Hash.ofLeaf(("entry " + at).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return new NaiveTree(leaves);
    }

    List<Hash> leaves() {
        return leaves;
    }

    Hash root(int size) {
        return root(leaves.subList(0, size));
    }

    List<Hash> inclusion(int index, int size) {
        return inclusion(index, leaves.subList(0, size));
    }

    List<Hash> consistency(int from, int to) {
        return from == 0 ? List.of() : consistency(from, leaves.subList(0, to), true);
    }

    @Override
    public Hash hash(Node node) {
        var width = 1 << node.level();
        return root(leaves.subList((int) node.index() * width, (int) (node.index() + 1) * width));
    }

    private static int split(int size) {
        var half = 1;
        while (half * 2 < size) {
            half *= 2;
        }
        return half;
    }

    private static Hash root(List<Hash> d) {
        if (d.isEmpty()) {
            return Hash.EMPTY;
        }
        if (d.size() == 1) {
            return d.getFirst();
        }
        var k = split(d.size());
        return Hash.ofNode(root(d.subList(0, k)), root(d.subList(k, d.size())));
    }

    private static List<Hash> inclusion(int m, List<Hash> d) {
        if (d.size() == 1) {
            return List.of();
        }
        var k = split(d.size());
        return m < k
                ? plus(inclusion(m, d.subList(0, k)), root(d.subList(k, d.size())))
                : plus(inclusion(m - k, d.subList(k, d.size())), root(d.subList(0, k)));
    }

    private static List<Hash> consistency(int m, List<Hash> d, boolean whole) {
        if (m == d.size()) {
            return whole ? List.of() : List.of(root(d));
        }
        var k = split(d.size());
        return m <= k
                ? plus(consistency(m, d.subList(0, k), whole), root(d.subList(k, d.size())))
                : plus(consistency(m - k, d.subList(k, d.size()), false), root(d.subList(0, k)));
    }

    private static List<Hash> plus(List<Hash> path, Hash last) {
        var all = new ArrayList<>(path);
        all.add(last);
        return all;
    }
}
