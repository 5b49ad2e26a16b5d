package io.centercontrol.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * Which hashes of the tree are kept together (C2SP tlog-tiles): up to 256 that stand next to each other at a level whose hashes are
 * each over 256 of the level below.
 *
 * @param level from 0, where leaves are, to {@link #HIGHEST}
 * @param index which of its level, from 0
 * @param width how many hashes: 256, or from 1 to 255 where the tree ends in it
 */
public record Tile(int level, long index, int width) {
    /** How many levels of the tree a tile has in it. */
    public static final int HEIGHT = 8;

    /** How many hashes a full tile has. */
    public static final int WIDTH = 1 << HEIGHT;

    /** The highest level that a tree of a long's size can have. The specification lets paths name levels up to 63. */
    public static final int HIGHEST = Node.HIGHEST / HEIGHT;

    private static final String FOLDER = "tile/";

    /** Checks its bounds. */
    public Tile {
        if (level < 0
                || level > HIGHEST
                || width < 1
                || width > WIDTH
                || index < 0
                || index > Long.MAX_VALUE / WIDTH
                || index * WIDTH > (Long.MAX_VALUE >> HEIGHT * level) - width) {
            throw new InvalidFormat("there is no tile " + index + " of " + width + " at level " + level);
        }
    }

    /** Where it is served, after the log's prefix: {@code tile/0/x001/x234/067.p/112}. */
    public String path() {
        return FOLDER + level + "/" + TileIndex.text(index, width);
    }

    /**
     * The tile of such a path.
     *
     * @throws InvalidFormat when it is none, or written in another way
     */
    public static Tile parse(String path) {
        var slash = path.indexOf('/', FOLDER.length());
        if (!path.startsWith(FOLDER) || slash < 0 || slash > FOLDER.length() + 2) {
            throw new InvalidFormat("no path of a tile: '" + Text.shown(path) + "'");
        }
        var level = Text.number(path.substring(FOLDER.length(), slash), "the tile's level");
        var read = TileIndex.read(path.substring(slash + 1), path);
        return new Tile((int) level, read.index(), read.width());
    }

    /** How many bytes it has: its hashes behind each other. */
    public int bytes() {
        return width * Hash.BYTES;
    }

    /** Whether the tree goes on after it at its level. */
    public boolean isFull() {
        return width == WIDTH;
    }

    /** The first entry under it. */
    public long start() {
        return index * WIDTH << HEIGHT * level;
    }

    /** The entry after the last under it. */
    public long end() {
        return index * WIDTH + width << HEIGHT * level;
    }

    /**
     * The tile that a node's hash is read from, as wide as it is in a tree of that size.
     *
     * @throws IllegalArgumentException when the tree has no such node
     */
    public static Tile of(Node node, long size) {
        if (node.end() > size) {
            throw new IllegalArgumentException("a tree of " + size + " has no complete " + node);
        }
        var level = node.level() / HEIGHT;
        var first = node.index() << node.level() % HEIGHT;
        var index = first >> HEIGHT;
        return new Tile(level, index, width(level, index, size));
    }

    private static int width(int level, long index, long size) {
        return (int) Math.min(WIDTH, (size >> HEIGHT * level) - index * WIDTH);
    }

    /** The partial tiles of a tree of that size, the lowest first: what {@link Growth} goes on from. */
    public static List<Tile> edge(long size) {
        var tiles = new ArrayList<Tile>();
        for (var level = 0; level <= HIGHEST; level++) {
            var hashes = size >> HEIGHT * level;
            if (hashes % WIDTH > 0) {
                tiles.add(new Tile(level, hashes / WIDTH, (int) (hashes % WIDTH)));
            }
        }
        return List.copyOf(tiles);
    }

    /**
     * The tiles that a tree has after it grew and not before: the full ones, and at each level where something came the partial one
     * at its end. By level, then by index.
     */
    public static List<Tile> grown(long before, long after) {
        if (before < 0 || after < before) {
            throw new IllegalArgumentException("no tree grows from " + before + " to " + after);
        }
        var tiles = new ArrayList<Tile>();
        for (var level = 0; level <= HIGHEST; level++) {
            var old = before >> HEIGHT * level;
            var now = after >> HEIGHT * level;
            for (var index = old / WIDTH; old < now && index * WIDTH < now; index++) {
                tiles.add(new Tile(level, index, width(level, index, after)));
            }
        }
        return List.copyOf(tiles);
    }
}
