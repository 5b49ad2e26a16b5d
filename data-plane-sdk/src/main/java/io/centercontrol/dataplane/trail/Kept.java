package io.centercontrol.dataplane.trail;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered, and its text: lines with a word in front, an empty line, the note.
 *
 * @param next the offset behind the checkpoint, on its topic
 * @param keys those that the log's signature is believed from
 * @param refused why a later checkpoint was refused; empty when none was
 */
record Kept(long next, List<VerifierKey> keys, SignedNote note, String refused) {
    private static final String HEAD = "center-control/seen-checkpoint/v1";

    Kept {
        keys = List.copyOf(keys);
    }

    Checkpoint checkpoint() {
        return Checkpoint.parse(note.text());
    }

    Kept at(long offset) {
        return new Kept(offset, keys, note, refused);
    }

    Kept refused(String why, long offset) {
        return new Kept(offset, keys, note, refused.isEmpty() ? why : refused);
    }

    String text() {
        var text = new StringBuilder(HEAD).append("\nnext ").append(next).append('\n');
        keys.forEach(key -> text.append("key ").append(key.text()).append('\n'));
        if (!refused.isEmpty()) {
            text.append("refused ").append(refused.replaceAll("\\R", " ")).append('\n');
        }
        return text.append('\n').append(note.note()).toString();
    }

    /** @throws InvalidFormat when it is no such text */
    static Kept parse(String text) {
        var blank = text.indexOf("\n\n");
        if (blank < 0 || !text.startsWith(HEAD + "\nnext ")) {
            throw new InvalidFormat("it does not begin with " + HEAD);
        }
        var next = -1L;
        var refused = "";
        var keys = new ArrayList<VerifierKey>();
        for (var line : text.substring(HEAD.length() + 1, blank).split("\n")) {
            var space = line.indexOf(' ');
            var value = line.substring(space + 1);
            switch (line.substring(0, Math.max(0, space))) {
                case "next" -> next = number(value);
                case "key" -> keys.add(VerifierKey.parse(value));
                case "refused" -> refused = value;
                default -> throw new InvalidFormat("nothing is called so: " + line);
            }
        }
        var kept = new Kept(next, keys, SignedNote.parse(text.substring(blank + 2)), refused);
        Checkpoint.verified(kept.note, kept.checkpoint().origin(), keys);
        return kept;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidFormat("'" + text + "' is no offset");
        }
    }
}
