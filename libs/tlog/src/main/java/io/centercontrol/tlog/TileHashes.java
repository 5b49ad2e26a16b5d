package io.centercontrol.tlog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the hashes of a tree out of its tiles. Keeps some tiles with all that is between their hashes, so that many proofs of
 * entries near each other read and hash each tile once. For one thread.
 */
public final class TileHashes implements HashReader {
    private static final int KEPT = 64;

    private final long size;
    private final Function<Tile, byte[]> tiles;
    private final Map<Tile, Hash[][]> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, Hash[][]> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Over the tiles of a tree.
     *
     * @param size how many leaves it has: says how wide its last tiles are
     * @param tiles gives a tile's bytes; it may give more than the tile is wide, since a partial tile is the beginning of a fuller one
     */
    public TileHashes(long size, Function<Tile, byte[]> tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    /** The tiles that these nodes are read from, in a tree of that size: what to fetch before a proof is made. */
    public static Set<Tile> tiles(Collection<Node> nodes, long size) {
        var tiles = new LinkedHashSet<Tile>();
        nodes.forEach(node -> tiles.add(Tile.of(node, size)));
        return tiles;
    }

    @Override
    public Hash hash(Node node) {
        var tile = Tile.of(node, size);
        var level = node.level() % Tile.HEIGHT;
        var levels = kept.get(tile);
        if (levels == null) {
            levels = levels(tile);
            kept.put(tile, levels);
        }
        return levels[level][(int) (node.index() - (tile.index() * Tile.WIDTH >> level))];
    }

    /** A tile's hashes and those of the complete subtrees over them. */
    private Hash[][] levels(Tile tile) {
        var bytes = tiles.apply(tile);
        if (bytes.length < tile.bytes()) {
            throw new InvalidFormat("tile " + tile.path() + " has " + bytes.length + " bytes");
        }
        var levels = new Hash[Tile.HEIGHT][];
        levels[0] = new Hash[tile.width()];
        for (var at = 0; at < tile.width(); at++) {
            levels[0][at] = Hash.in(bytes, at);
        }
        for (var level = 1; level < Tile.HEIGHT; level++) {
            var below = levels[level - 1];
            levels[level] = new Hash[below.length / 2];
            for (var at = 0; at < levels[level].length; at++) {
                levels[level][at] = Hash.ofNode(below[2 * at], below[2 * at + 1]);
            }
        }
        return levels;
    }
}
