package io.centercontrol.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text with signatures (C2SP signed-note).
 *
 * @param text ends with a newline, and has no control character but newlines
 * @param signatures at least one, in their order
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** The longest note that is read. */
    public static final int MOST_CHARACTERS = 256 * 1024;

    /** The most signatures that are read. */
    public static final int MOST_SIGNATURES = 100;

    private static final String BLANK = "\n\n";

    /** Checks the text. */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new InvalidFormat("a note's text ends with a newline");
        }
        if (text.chars().anyMatch(unit -> unit < ' ' && unit != '\n')) {
            throw new InvalidFormat("a note's text has no control characters");
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new InvalidFormat("a note has 1 to " + MOST_SIGNATURES + " signatures, not " + signatures.size());
        }
    }

    /**
     * A text signed by keys of a log: by two while one takes the other's place, so that who knows either believes it.
     *
     * @throws IllegalArgumentException when there is no key
     */
    public static SignedNote sign(String text, Collection<NoteSigner> signers) {
        return new SignedNote(
                text, signers.stream().map(signer -> signer.sign(text)).toList());
    }

    /**
     * The note in these bytes.
     *
     * @throws InvalidFormat when there is none
     */
    public static SignedNote parse(byte[] note) {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new InvalidFormat("a note is UTF-8");
        }
    }

    /**
     * The note that a whole text is.
     *
     * @throws InvalidFormat when it is none
     */
    public static SignedNote parse(String note) {
        if (note.length() > MOST_CHARACTERS) {
            throw new InvalidFormat("a note longer than " + MOST_CHARACTERS + " characters");
        }
        var blank = note.lastIndexOf(BLANK);
        if (blank < 0 || !note.endsWith("\n") || blank + BLANK.length() == note.length()) {
            throw new InvalidFormat("a note has a text, an empty line, and signature lines with a newline each");
        }
        var signatures = new ArrayList<NoteSignature>();
        var lines = note.substring(blank + BLANK.length(), note.length() - 1).split("\n", MOST_SIGNATURES + 1);
        for (var line : lines) {
            if (signatures.size() == MOST_SIGNATURES) {
                throw new InvalidFormat("a note has at most " + MOST_SIGNATURES + " signatures");
            }
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    /** The whole note: text, an empty line, signature lines. */
    public String note() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString();
    }

    /** With more signatures behind the others; one of a key that has signed already takes the older one's place. */
    public SignedNote with(Collection<NoteSignature> more) {
        var all = new ArrayList<>(signatures);
        for (var one : more) {
            all.removeIf(old -> old.name().equals(one.name()) && old.id() == one.id());
            all.add(one);
        }
        return new SignedNote(text, all);
    }

    /**
     * The keys that signed it, of those that are known; signatures of others are nobody's.
     *
     * @throws Unverified when none did, or what says that it is a known key's signature is not
     */
    public List<VerifierKey> signedBy(Collection<VerifierKey> known) {
        var signed = new ArrayList<VerifierKey>();
        for (var signature : signatures) {
            for (var key : known) {
                if (!key.isNamedBy(signature)) {
                    continue;
                }
                if (!key.verifies(text, signature)) {
                    throw new Unverified("the signature by " + key.text() + " is wrong");
                }
                if (!signed.contains(key)) {
                    signed.add(key);
                }
            }
        }
        if (signed.isEmpty()) {
            throw new Unverified("it is signed by none of the keys that are known");
        }
        return List.copyOf(signed);
    }
}
