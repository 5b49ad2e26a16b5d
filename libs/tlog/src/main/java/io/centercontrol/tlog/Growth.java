package io.centercontrol.tlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tree as somebody sees it who adds to it: how many leaves it has, and the hashes of the partial tiles at its right edge, at most
 * 255 for each level. That is enough for its root and for all that comes. Never changes; adding gives another one.
 */
public final class Growth {
    private static final Growth EMPTY = new Growth(0, List.of());

    private final long size;

    /** Of each level of tiles what is in no full one. */
    private final List<List<Hash>> edge;

    private Growth(long size, List<List<Hash>> edge) {
        this.size = size;
        this.edge = edge;
    }

    /** The tree without a leaf. */
    public static Growth empty() {
        return EMPTY;
    }

    /**
     * A tree of that size.
     *
     * @param tiles gives the bytes of each of {@link Tile#edge}; it may give more than the tile is wide
     */
    public static Growth of(long size, Function<Tile, byte[]> tiles) {
        var edge = new ArrayList<List<Hash>>();
        for (var tile : Tile.edge(size)) {
            while (edge.size() < tile.level()) {
                edge.add(List.of());
            }
            var bytes = tiles.apply(tile);
            if (bytes.length < tile.bytes()) {
                throw new InvalidFormat("tile " + tile.path() + " has " + bytes.length + " bytes");
            }
            var hashes = new ArrayList<Hash>(tile.width());
            for (var at = 0; at < tile.width(); at++) {
                hashes.add(Hash.in(bytes, at));
            }
            edge.add(hashes);
        }
        return new Growth(size, edge);
    }

    /** How many leaves it has. */
    public long size() {
        return size;
    }

    /** Its root: RFC 6962, 2.1. At most 255 hashes are made for each level. */
    public Hash root() {
        @Nullable Hash root = null;
        for (var hashes : edge) {
            // From the right: the smallest complete subtrees come first, and all that was folded stands to the right of
            // the next.
            for (int end = hashes.size(), width = 1; end > 0; width <<= 1) {
                if ((end & width) != 0) {
                    var peak = complete(hashes.subList(end - width, end));
                    root = root == null ? peak : Hash.ofNode(peak, root);
                    end -= width;
                }
            }
        }
        return root == null ? Hash.EMPTY : root;
    }

    /** The tree with these leaves behind the others. */
    public Grown append(List<Hash> leaves) {
        var growing = new ArrayList<List<Hash>>();
        edge.forEach(hashes -> growing.add(new ArrayList<>(hashes)));
        var full = new HashMap<Tile, byte[]>();
        var now = size;
        for (var leaf : leaves) {
            now++;
            var hash = leaf;
            for (var level = 0; ; level++) {
                if (level == growing.size()) {
                    growing.add(new ArrayList<>());
                }
                var hashes = growing.get(level);
                hashes.add(hash);
                if (hashes.size() < Tile.WIDTH) {
                    break;
                }
                var index = (now >> Tile.HEIGHT * (level + 1)) - 1;
                full.put(new Tile(level, index, Tile.WIDTH), bytes(hashes));
                hash = complete(hashes);
                hashes.clear();
            }
        }
        return new Grown(new Growth(now, growing), tiles(now, growing, full));
    }

    private SequencedMap<Tile, byte[]> tiles(long now, List<List<Hash>> edges, Map<Tile, byte[]> full) {
        var tiles = new LinkedHashMap<Tile, byte[]>();
        for (var tile : Tile.grown(size, now)) {
            tiles.put(tile, tile.isFull() ? Objects.requireNonNull(full.get(tile)) : bytes(edges.get(tile.level())));
        }
        return tiles;
    }

    private static Hash complete(List<Hash> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        var half = hashes.size() / 2;
        return Hash.ofNode(complete(hashes.subList(0, half)), complete(hashes.subList(half, hashes.size())));
    }

    private static byte[] bytes(List<Hash> hashes) {
        var bytes = new byte[hashes.size() * Hash.BYTES];
        for (var at = 0; at < hashes.size(); at++) {
            hashes.get(at).into(bytes, at);
        }
        return bytes;
    }
}
