package io.centercontrol.tlog;

import java.util.SequencedMap;

/**
 * What came of adding leaves.
 *
 * @param after the tree as it is now, to go on from
 * @param tiles every tile that has a new hash, with all its bytes, the partial ones at the end too; those of {@link Tile#grown}, in its
 *     order. A partial tile is the beginning of the fuller one that takes its place.
 */
public record Grown(Growth after, SequencedMap<Tile, byte[]> tiles) {}
