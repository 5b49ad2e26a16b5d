package io.centercontrol.tlog;

/**
 * A complete subtree: the one over the leaves from {@code index << level} on, {@code 1 << level} of them.
 *
 * @param level 0 for a leaf, at most {@link #HIGHEST}
 * @param index which of its level, from 0
 */
public record Node(int level, long index) {
    /** The highest level that a tree of a long's size can have. */
    public static final int HIGHEST = 62;

    /** Checks its bounds. */
    public Node {
        if (level < 0 || level > HIGHEST || index < 0 || index >= Long.MAX_VALUE >> level) {
            throw new InvalidFormat("there is no node " + index + " at level " + level);
        }
    }

    /** The leaf behind its last. */
    public long end() {
        return index + 1 << level;
    }
}
