package io.centercontrol.tlog;

import java.util.List;

/**
 * How long a log is and what its root is (C2SP tlog-checkpoint): the text of a note that the log signs.
 *
 * @param origin the log's name; its key's name, as a rule
 * @param size how many entries it has
 * @param root its root, 32 bytes
 * @param extensions further lines, which nobody has to understand; none, as a rule
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    private static final int LINES = 3;
    private static final int MOST_LINES = 16;

    /** Checks its lines. */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        checkLine(origin, "origin");
        extensions.forEach(line -> checkLine(line, "extension line"));
        if (size < 0) {
            throw new InvalidFormat("a log has no " + size + " entries");
        }
        if (extensions.size() > MOST_LINES) {
            throw new InvalidFormat("a checkpoint has at most " + MOST_LINES + " extension lines");
        }
    }

    /** Without extension lines. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /**
     * The checkpoint that a note's text says.
     *
     * @throws InvalidFormat when it is none
     */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new InvalidFormat("a checkpoint's text ends with a newline");
        }
        var lines = text.substring(0, text.length() - 1).split("\n", LINES + MOST_LINES + 1);
        if (lines.length < LINES) {
            throw new InvalidFormat("a checkpoint has an origin, a size and a root, a line each");
        }
        return new Checkpoint(
                lines[0],
                Text.number(lines[1], "the checkpoint's size"),
                Hash.fromBase64(lines[2]),
                List.of(lines).subList(LINES, lines.length));
    }

    /**
     * The checkpoint of a signed note.
     *
     * @param origin whose it has to be
     * @param known keys of the log: one of them is enough
     * @throws InvalidFormat when it is none
     * @throws Unverified when it is another log's, or none of the keys signed it
     */
    public static Checkpoint verified(SignedNote note, String origin, List<VerifierKey> known) {
        note.signedBy(known);
        var checkpoint = parse(note.text());
        if (!checkpoint.origin.equals(origin)) {
            throw new Unverified("it is of the log '" + Text.shown(checkpoint.origin) + "', not of '" + origin + "'");
        }
        return checkpoint;
    }

    /** What is signed: each line with its newline. */
    public String text() {
        var text = new StringBuilder(origin).append('\n').append(size).append('\n');
        text.append(root.base64()).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static void checkLine(String line, String what) {
        if (line.isEmpty() || line.chars().anyMatch(unit -> unit < ' ')) {
            throw new InvalidFormat("a checkpoint's " + what + " is a line that is not empty");
        }
    }
}
