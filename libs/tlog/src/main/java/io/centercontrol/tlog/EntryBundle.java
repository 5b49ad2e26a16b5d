package io.centercontrol.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which entries are told together (C2SP tlog-tiles): those whose hashes are in the tile of the same index at level 0. In its bytes
 * each entry has its length in front, in two bytes.
 *
 * @param index which, from 0; its first entry is {@code index * 256}
 * @param width how many entries: 256, or from 1 to 255 where the log ends in it
 */
public record EntryBundle(long index, int width) {
    /** The longest entry that two bytes can tell the length of. */
    public static final int LONGEST_ENTRY = 0xFFFF;

    private static final String FOLDER = "tile/entries/";
    private static final int LENGTH = 2;

    /** Checks its bounds, which are the tile's. */
    public EntryBundle {
        new Tile(0, index, width);
    }

    /** Where it is served, after the log's prefix: {@code tile/entries/x001/x234/067.p/112}. */
    public String path() {
        return FOLDER + TileIndex.text(index, width);
    }

    /**
     * The bundle of such a path.
     *
     * @throws InvalidFormat when it is none, or written in another way
     */
    public static EntryBundle parse(String path) {
        if (!path.startsWith(FOLDER)) {
            throw new InvalidFormat("no path of a bundle of entries: '" + Text.shown(path) + "'");
        }
        var read = TileIndex.read(path.substring(FOLDER.length()), path);
        return new EntryBundle(read.index(), read.width());
    }

    /** The tile that has the hashes of its entries. */
    public Tile tile() {
        return new Tile(0, index, width);
    }

    /**
     * Its bytes.
     *
     * @throws IllegalArgumentException when there are not as many entries as it is wide, or one is longer than
     *     {@link #LONGEST_ENTRY}
     */
    public byte[] encode(List<byte[]> entries) {
        if (entries.size() != width) {
            throw new IllegalArgumentException(entries.size() + " entries for a bundle of " + width);
        }
        var out = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length > LONGEST_ENTRY) {
                throw new IllegalArgumentException(
                        "an entry of " + entry.length + " bytes; the longest has " + LONGEST_ENTRY);
            }
            out.write(entry.length >> Byte.SIZE);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    /**
     * Its entries.
     *
     * @throws InvalidFormat when the bytes hold more or fewer entries than it is wide, or end within one
     */
    public List<byte[]> decode(byte[] bytes) {
        var entries = new ArrayList<byte[]>(width);
        var at = 0;
        while (entries.size() < width) {
            if (at + LENGTH > bytes.length) {
                throw new InvalidFormat("the bundle ends after " + entries.size() + " entries of " + width);
            }
            var length = (bytes[at] & 0xFF) << Byte.SIZE | bytes[at + 1] & 0xFF;
            at += LENGTH;
            if (at + length > bytes.length) {
                throw new InvalidFormat("the bundle ends within its entry " + entries.size());
            }
            entries.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        if (at < bytes.length) {
            throw new InvalidFormat("the bundle has " + (bytes.length - at) + " bytes after its last entry");
        }
        return entries;
    }
}
