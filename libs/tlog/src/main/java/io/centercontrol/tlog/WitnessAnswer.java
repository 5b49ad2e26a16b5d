package io.centercontrol.tlog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a witness says to a {@link WitnessRequest}. */
public sealed interface WitnessAnswer {
    /** The media type of an answer that says a size. */
    String SIZE_TYPE = "text/x.tlog.size";

    /** It signed. */
    record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
        /** Keeps a copy. */
        public Cosigned {
            signatures = List.copyOf(signatures);
        }
    }

    /** It signed a checkpoint of this size last: ask again with the proof from there. */
    record OtherSize(long size) implements WitnessAnswer {}

    /** It signs nothing of the kind. */
    record Refused(int status, String why) implements WitnessAnswer {}

    /**
     * What an answer says.
     *
     * @param status of HTTP
     * @param contentType the header's value; empty when there is none
     * @param checkpoint what was asked about
     * @param known the witness's keys: signatures of others are left out
     * @throws InvalidFormat when the answer is not as the specification says
     * @throws Unverified when it is a signature of a known key that is wrong, or there is none of a known key
     */
    static WitnessAnswer read(
            int status, String contentType, String body, SignedNote checkpoint, Collection<VerifierKey> known) {
        var bound = 64 * 1024;
        if (body.length() > bound) {
            throw new InvalidFormat("a witness's answer of more than " + bound + " characters");
        }
        var ok = 200;
        var conflict = 409;
        if (status == ok) {
            return cosigned(body, checkpoint, known);
        }
        var type = contentType.split(";", 2)[0].strip();
        if (status == conflict && type.equalsIgnoreCase(SIZE_TYPE)) {
            return new OtherSize(Text.number(new Lines(body).next(), "the witness's size"));
        }
        return new Refused(status, Text.shown(body.strip()));
    }

    private static Cosigned cosigned(String body, SignedNote checkpoint, Collection<VerifierKey> known) {
        var note = SignedNote.parse(checkpoint.text() + "\n" + body);
        note.signedBy(known);
        var ours = new ArrayList<NoteSignature>();
        for (var signature : note.signatures()) {
            if (known.stream().anyMatch(key -> key.isNamedBy(signature))) {
                ours.add(signature);
            }
        }
        return new Cosigned(ours);
    }
}
