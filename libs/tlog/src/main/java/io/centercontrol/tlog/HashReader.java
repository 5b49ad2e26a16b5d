package io.centercontrol.tlog;

/**
 * Where the hashes of a tree come from. What proofs are made of: tiles, a table, or an array in a test.
 *
 * <p>Who cannot wait for one hash after the other asks {@link Proofs} first which nodes it will read.
 */
@FunctionalInterface
public interface HashReader {
    /**
     * The hash of a complete subtree.
     *
     * @throws RuntimeException when it is not there: a proof is never made of something else
     */
    Hash hash(Node node);
}
