package io.centercontrol.tlog;

import java.util.Locale;
import java.util.regex.Pattern;

/** How tlog-tiles writes which tile and how wide: {@code x001/x234/067.p/112}. */
final class TileIndex {
    private static final int DIGITS = 1000;
    private static final int LONGEST = 40;

    /** The first element of more than one is not zero: a number has one text. */
    private static final Pattern FORM =
            Pattern.compile("((?!x000/)(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    private TileIndex() {}

    record Read(long index, int width) {}

    static String text(long index, int width) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%03d", index % DIGITS));
        for (var rest = index / DIGITS; rest > 0; rest /= DIGITS) {
            text.insert(0, String.format(Locale.ROOT, "x%03d/", rest % DIGITS));
        }
        return width == Tile.WIDTH ? text.toString() : text + ".p/" + width;
    }

    static Read read(String text, String path) {
        var form = text.length() > LONGEST ? null : FORM.matcher(text);
        if (form == null || !form.matches()) {
            throw new InvalidFormat("no path of a tile: '" + Text.shown(path) + "'");
        }
        var digits = form.group(1).replace("x", "").replace("/", "");
        var partial = form.group(2);
        var width = partial == null ? Tile.WIDTH : Integer.parseInt(partial);
        if (partial != null && width >= Tile.WIDTH) {
            throw new InvalidFormat("a partial tile has 1 to 255 hashes: '" + Text.shown(path) + "'");
        }
        // At most 21 digits: what a long cannot hold is told like any other nonsense.
        var bare = digits.replaceFirst("^0+(?=\\d)", "");
        return new Read(Text.number(bare, "the tile's index"), width);
    }
}
