package io.centercontrol.tlog;

import java.util.ArrayList;
import java.util.List;

/** The lines of a text from outside, one after the other: each ends with a newline. */
final class Lines {
    private final String text;
    private int at;

    Lines(String text) {
        this.text = text;
    }

    String next() {
        var end = text.indexOf('\n', at);
        if (end < 0) {
            throw new InvalidFormat("it ends where another line belongs");
        }
        var line = text.substring(at, end);
        at = end + 1;
        return line;
    }

    void expect(String line) {
        var found = next();
        if (!found.equals(line)) {
            throw new InvalidFormat("the line '" + line + "' belongs where '" + Text.shown(found) + "' is");
        }
    }

    /** Hashes, a line each, up to an empty line, which is taken too. */
    List<Hash> hashes(int most) {
        var hashes = new ArrayList<Hash>();
        for (var line = next(); !line.isEmpty(); line = next()) {
            if (hashes.size() == most) {
                throw new InvalidFormat("it has more than " + most + " hashes");
            }
            hashes.add(Hash.fromBase64(line));
        }
        return hashes;
    }

    String rest() {
        return text.substring(at);
    }
}
