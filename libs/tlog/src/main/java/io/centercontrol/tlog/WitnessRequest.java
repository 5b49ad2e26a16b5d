package io.centercontrol.tlog;

import java.util.List;

/**
 * What a witness is asked: to sign a checkpoint, with the proof that the log only grew since the one it signed last (C2SP
 * tlog-witness, {@code POST <prefix>/add-checkpoint}).
 *
 * @param oldSize the size of the checkpoint that the witness signed last; 0 when that is not known
 * @param proof the consistency proof from there
 * @param checkpoint signed by the log
 */
public record WitnessRequest(long oldSize, List<Hash> proof, SignedNote checkpoint) {
    /** The most lines that a proof may have here. */
    public static final int LONGEST_PROOF = 63;

    private static final String OLD = "old ";

    /** Checks its bounds. */
    public WitnessRequest {
        proof = List.copyOf(proof);
        if (oldSize < 0 || proof.size() > LONGEST_PROOF) {
            throw new InvalidFormat("no request has an old size of " + oldSize + " and " + proof.size() + " hashes");
        }
    }

    /**
     * The request in a body.
     *
     * @throws InvalidFormat when there is none
     */
    public static WitnessRequest parse(String body) {
        var lines = new Lines(body);
        var old = lines.next();
        if (!old.startsWith(OLD)) {
            throw new InvalidFormat("a request begins with 'old' and a size, not with '" + Text.shown(old) + "'");
        }
        var size = Text.number(old.substring(OLD.length()), "the old size");
        return new WitnessRequest(size, lines.hashes(LONGEST_PROOF), SignedNote.parse(lines.rest()));
    }

    /** The body. */
    public String body() {
        var body = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash -> body.append(hash.base64()).append('\n'));
        return body.append('\n').append(checkpoint.note()).toString();
    }
}
