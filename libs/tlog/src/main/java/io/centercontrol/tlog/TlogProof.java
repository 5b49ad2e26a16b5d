package io.centercontrol.tlog;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * That an entry is in a log, as a text that can be verified without asking anybody (C2SP tlog-proof). Files end with
 * {@code .tlog-proof}.
 *
 * @param extra what the application wants beside it, which nothing proves; empty when there is none
 * @param index the entry's
 * @param path the inclusion proof, from the leaf's sibling up
 * @param checkpoint the tree's, with the signatures of the log and its witnesses
 */
public record TlogProof(byte[] extra, long index, List<Hash> path, SignedNote checkpoint) {
    private static final String FORMAT = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** Checks its bounds. */
    public TlogProof {
        path = List.copyOf(path);
        if (index < 0 || path.size() > Proofs.LONGEST) {
            throw new InvalidFormat(
                    "no proof of inclusion has an index of " + index + " and " + path.size() + " hashes");
        }
    }

    /**
     * The proof of such a text.
     *
     * @throws InvalidFormat when it is none
     */
    public static TlogProof parse(String text) {
        var lines = new Lines(text);
        lines.expect(FORMAT);
        var line = lines.next();
        var extra = new byte[0];
        if (line.startsWith(EXTRA)) {
            extra = Text.base64(line.substring(EXTRA.length()));
            if (extra.length == 0) {
                throw new InvalidFormat("a proof without extra data has no line for it");
            }
            line = lines.next();
        }
        if (!line.startsWith(INDEX)) {
            throw new InvalidFormat("a proof says 'index' and a number, not '" + Text.shown(line) + "'");
        }
        var index = Text.number(line.substring(INDEX.length()), "the entry's index");
        return new TlogProof(extra, index, lines.hashes(Proofs.LONGEST), SignedNote.parse(lines.rest()));
    }

    /** The text. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add(FORMAT);
        if (extra.length > 0) {
            lines.add(EXTRA + Base64.getEncoder().encodeToString(extra));
        }
        lines.add(INDEX + index);
        path.forEach(hash -> lines.add(hash.base64()));
        lines.add("");
        return String.join("\n", lines) + "\n" + checkpoint.note();
    }

    /**
     * The checkpoint, once it is seen that its log signed it and has the entry.
     *
     * @throws Unverified when it did not, or has not
     */
    public Checkpoint verified(byte[] entry, String origin, List<VerifierKey> known) {
        var signed = Checkpoint.verified(checkpoint, origin, known);
        if (!Proofs.isIncluded(Hash.ofLeaf(entry), index, signed.size(), path, signed.root())) {
            throw new Unverified("the entry is not in the log at " + index);
        }
        return signed;
    }
}
