package io.centercontrol.tlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Roots, inclusion proofs and consistency proofs of RFC 6962, 2.1, and their verification by RFC 9162, 2.1.3.2 and 2.1.4.2.
 *
 * <p>Each can be made in one step from a {@link HashReader}; whoever must fetch hashes beforehand asks for the nodes first.
 */
public final class Proofs {
    /** No tree of a long's size has a longer proof; what is longer is refused unread. */
    public static final int LONGEST = 64;

    private Proofs() {}

    /** The root of the tree of the first {@code size} leaves. */
    public static Hash root(HashReader hashes, long size) {
        checkSize(size);
        return size == 0 ? Hash.EMPTY : new Range(0, size).hash(hashes);
    }

    /** What {@link #root} reads. */
    public static List<Node> nodesOfRoot(long size) {
        checkSize(size);
        return new Range(0, size).nodes();
    }

    /**
     * The proof that a leaf is in the tree of the first {@code size}: from the leaf's sibling up.
     *
     * @throws IllegalArgumentException when that tree has no such leaf
     */
    public static List<Hash> inclusion(HashReader hashes, long index, long size) {
        return hashes(hashes, rangesOfInclusion(index, size));
    }

    /** What {@link #inclusion} reads. */
    public static List<Node> nodesOfInclusion(long index, long size) {
        return nodes(rangesOfInclusion(index, size));
    }

    /**
     * The proof that the tree of the first {@code to} leaves begins with that of the first {@code from}. Empty when they are the same,
     * or the older one is.
     *
     * @throws IllegalArgumentException when the older one is larger
     */
    public static List<Hash> consistency(HashReader hashes, long from, long to) {
        return hashes(hashes, rangesOfConsistency(from, to));
    }

    /** What {@link #consistency} reads. */
    public static List<Node> nodesOfConsistency(long from, long to) {
        return nodes(rangesOfConsistency(from, to));
    }

    /** Whether the proof leads from the leaf's hash at its place to the root of the tree of that size. */
    public static boolean isIncluded(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size || proof.size() > LONGEST) {
            return false;
        }
        var at = index;
        var last = size - 1;
        var hash = leaf;
        for (var sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = Hash.ofNode(sibling, hash);
                // Where the tree has no right half, the node is its own parent.
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the proof leads from the older tree's root and the hashes that came to the newer one's. */
    public static boolean isConsistent(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> proof) {
        if (from < 0 || from > to || proof.size() > LONGEST) {
            return false;
        }
        if (from == 0 || from == to) {
            return proof.isEmpty() && (from == to ? fromRoot.equals(toRoot) : fromRoot.equals(Hash.EMPTY));
        }
        var hashes = new ArrayList<>(proof);
        if (Long.bitCount(from) == 1) {
            hashes.addFirst(fromRoot);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        var at = from - 1;
        var last = to - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        var older = hashes.getFirst();
        var newer = older;
        for (var sibling : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                older = Hash.ofNode(sibling, older);
                newer = Hash.ofNode(sibling, newer);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                newer = Hash.ofNode(newer, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && older.equals(fromRoot) && newer.equals(toRoot);
    }

    private static List<Range> rangesOfInclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " has no leaf " + index);
        }
        var ranges = new ArrayList<Range>();
        for (var under = new Range(0, size); under.to() - under.from() > 1; ) {
            var middle = under.from() + under.left();
            var left = new Range(under.from(), middle);
            var right = new Range(middle, under.to());
            ranges.add(index < middle ? right : left);
            under = index < middle ? left : right;
        }
        Collections.reverse(ranges);
        return ranges;
    }

    private static List<Range> rangesOfConsistency(long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + from + " is no beginning of one of " + to);
        }
        var ranges = new ArrayList<Range>();
        if (from == 0) {
            return ranges;
        }
        var under = new Range(0, to);
        while (under.to() != from) {
            var middle = under.from() + under.left();
            var left = new Range(under.from(), middle);
            var right = new Range(middle, under.to());
            ranges.add(from <= middle ? right : left);
            under = from <= middle ? left : right;
        }
        // The older tree as a whole is what the verifier has.
        if (under.from() > 0) {
            ranges.add(under);
        }
        Collections.reverse(ranges);
        return ranges;
    }

    private static List<Hash> hashes(HashReader hashes, List<Range> ranges) {
        return ranges.stream().map(range -> range.hash(hashes)).toList();
    }

    private static List<Node> nodes(List<Range> ranges) {
        return ranges.stream().flatMap(range -> range.nodes().stream()).toList();
    }

    private static void checkSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("no tree has " + size + " leaves");
        }
    }
}
