import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.*;
import java.math.*;
import java.nio.*;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.*;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Verifies an evidence bundle of Center Control's audit trail, with a JDK (21 or newer) and nothing else:
 *
 *   java Verify.java bundle.zip [--key VKEY]... [--witness VKEY]... [--checkpoint FILE] [--origin NAME]
 *
 * Give it the keys that you got elsewhere, and the newest checkpoint of the log that you kept yourself. Exit code 0: verified. 1:
 * something is wrong, and the first such thing is said. 2: it is whole in itself, but no key was given: anybody could have made it.
 *
 * What it stands on: RFC 6962 and 9162 (Merkle trees), RFC 8785 (canonical JSON), c2sp.org/signed-note, tlog-checkpoint and
 * tlog-cosignature. verify.html does the same in a browser, in the same order and with the same words.
 */
public final class Verify {
    static final int MOST_BUNDLE = 512 << 20, MOST_FILE = 256 << 20, MOST_LEAF = 65_535, MOST_NOTE = 1 << 18;
    static final int MOST_ENTRIES = 1_000_000, MOST_PATH = 64, MOST_DEPTH = 64, MOST_SIGNATURES = 100;
    static final double MOST_NUMBER = 9_007_199_254_740_991.0; // 2^53 - 1: what every reader of JSON keeps exactly
    static final long YEAR_10000 = 253_402_300_800L;
    static final Pattern FORMAT = Pattern.compile("center-control/[a-z-]{1,60}/v1");
    static final String ZIP = "the zip file", BUNDLE = "bundle.json", SIGNATURE = "bundle.sig", OLD = "old-checkpoint.txt";

    /** Every file that a bundle has. Only the old checkpoint may be missing. */
    static final List<String> FILES = List.of(BUNDLE, SIGNATURE, "checkpoint.txt", OLD, "consistency.json", "keys.json",
            "entries.ndjson", "hashes.txt", "proofs.ndjson", "completeness.json", "README.txt", "index.html", "verify.html",
            "Verify.java");

    /** What is wrong, and where. */
    @SuppressWarnings("serial")
    static final class Wrong extends RuntimeException {
        Wrong(String where, String what) { super(where + ": " + what); }
    }

    static void need(boolean right, String where, String otherwise) { if (!right) throw new Wrong(where, otherwise); }

    record Key(String name, String id, byte[] bytes) {
        String shown() { return name + "+" + id; }
    }

    record Sig(String name, String id, byte[] bytes) {
        boolean saysItIsOf(Key key) { return name.equals(key.name) && id.equals(key.id); }
    }

    record Note(String where, String text, List<Sig> signatures) {}

    record Checkpoint(String where, String origin, long size, byte[] root, Key signer) {}

    public static void main(String[] arguments) {
        Map<String, List<String>> options = new HashMap<>();
        for (String name : List.of("", "--key", "--witness", "--checkpoint", "--origin")) options.put(name, new ArrayList<>());
        for (int at = 0; at < arguments.length; at++) {
            boolean named = arguments[at].startsWith("--");
            List<String> values = options.get(named ? arguments[at] : "");
            if (values == null || named && at + 1 == arguments.length) usage();
            values.add(arguments[named ? ++at : at]);
        }
        List<String> bundle = options.get(""), mine = options.get("--checkpoint"), origin = options.get("--origin");
        if (bundle.size() != 1 || mine.size() > 1 || origin.size() > 1) usage();
        try {
            need(Files.size(Path.of(bundle.get(0))) <= MOST_BUNDLE, ZIP, "it has more than " + MOST_BUNDLE + " bytes");
            byte[] checkpoint = mine.isEmpty() ? null : Files.readAllBytes(Path.of(mine.get(0)));
            byte[] zip = Files.readAllBytes(Path.of(bundle.get(0)));
            System.exit(run(zip, options.get("--key"), options.get("--witness"), checkpoint, origin.isEmpty() ? null : origin.get(0)));
        } catch (Wrong wrong) {
            say("WRONG  " + wrong.getMessage());
        } catch (IOException unreadable) {
            say("WRONG  cannot be read: " + unreadable.getMessage());
        }
        System.exit(1);
    }

    static int run(byte[] zip, List<String> keys, List<String> witnesses, byte[] mine, String origin) {
        boolean isComplete;
        try {
            isComplete = verify(zip, keys, witnesses, mine, origin);
        } catch (Wrong wrong) {
            say("WRONG  " + wrong.getMessage());
            return 1;
        }
        if (keys.isEmpty()) {
            say("NOT VERIFIED  it is whole in itself, but no key was given: anybody could have made it");
            return 2;
        }
        if (!isComplete) {
            say("VERIFIED, NOT COMPLETE  all of it is genuine; the log's operator says that entries are missing");
            return 3;
        }
        say("VERIFIED");
        return 0;
    }

    static void usage() {
        say("java Verify.java bundle.zip [--key VKEY]... [--witness VKEY]... [--checkpoint FILE] [--origin NAME]");
        System.exit(1);
    }

    static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    // ---------------------------------------------------------------- the checks, in their order

    static boolean verify(byte[] zip, List<String> keyTexts, List<String> witnessTexts, byte[] mine, String expectedOrigin) {
        List<Key> keys = keys("--key", keyTexts, 1);
        List<Key> witnesses = keys("--witness", witnessTexts, 4);

        Map<String, byte[]> files = unzip(zip);
        say("ok     " + ZIP + ": " + files.size() + " files, none unknown, none twice");

        Map<String, Object> manifest = object(BUNDLE, json(BUNDLE, utf8(BUNDLE, files.get(BUNDLE))));
        checkManifest(manifest, files);
        say("ok     " + BUNDLE + ": made " + manifest.get("made") + "; every file is the one that it names");

        Map<String, Object> told = object("keys.json", json("keys.json", utf8("keys.json", files.get("keys.json"))));
        members("keys.json", told, "log", "note", "witnesses");
        List<Key> ownKeys = keys("keys.json", array("keys.json", told.get("log")), 1);
        keys("keys.json", array("keys.json", told.get("witnesses")), 4);
        if (keys.isEmpty()) {
            say("BEWARE no key was given: the bundle's own keys are used, which prove nothing");
            keys = ownKeys;
        }

        Note signed = note(SIGNATURE, files.get(SIGNATURE));
        Key signer = signedBy(signed, keys);
        need(signed.text.equals("center-control/evidence/v1\nsha256 " + base64(sha256(files.get(BUNDLE))) + "\n"), SIGNATURE,
                "it is not the signature of this " + BUNDLE);
        say("ok     " + SIGNATURE + ": signed by " + signer.shown());

        Note note = note("checkpoint.txt", files.get("checkpoint.txt"));
        Checkpoint now = checkpoint(note, keys, expectedOrigin);
        need(now.origin.equals(manifest.get("origin")) && now.size == number(BUNDLE, manifest.get("size")), BUNDLE,
                "its origin and size are not those of checkpoint.txt");
        say("ok     checkpoint.txt: the log " + now.origin + " has " + now.size + " entries; signed by " + now.signer.shown());
        for (Key witness : witnesses) {
            say("ok     checkpoint.txt: witnessed by " + witness.shown() + " at " + witnessed(note, witness));
        }
        if (witnesses.isEmpty()) {
            say("BEWARE no witness's key was given: that nobody was shown another log is the log's word alone");
        }

        checkGrowth(files, manifest, keys, now, mine);
        checkEntries(files, manifest, now);

        String completeness = utf8("completeness.json", files.get("completeness.json"));
        String lacking = lacking("", object("completeness.json", json("completeness.json", completeness)));
        say(lacking == null ? "ok     completeness.json: it says that nothing is missing" : "BEWARE completeness.json: at " + lacking);
        return lacking == null;
    }

    static void checkManifest(Map<String, Object> manifest, Map<String, byte[]> files) {
        members(BUNDLE, manifest, "by", "entries", "files", "for", "format", "from", "made", "origin", "size");
        need("center-control/evidence/v1".equals(manifest.get("format")), BUNDLE, "its format is not center-control/evidence/v1");
        text(BUNDLE, manifest.get("by"));
        text(BUNDLE, manifest.get("made"));
        need(number(BUNDLE, manifest.get("entries")) <= MOST_ENTRIES, BUNDLE, "it says more than " + MOST_ENTRIES + " entries");
        Map<String, Object> named = object(BUNDLE, manifest.get("files"));
        for (String name : FILES) {
            byte[] file = files.get(name);
            Object said = named.remove(name);
            if (name.equals(BUNDLE) || name.equals(SIGNATURE)) {
                need(said == null, BUNDLE, "it names " + name + ", which no bundle.json does");
            } else if (file != null || said != null) {
                need(file != null, name, BUNDLE + " names it, and it is not there");
                need(said != null, name, BUNDLE + " does not name it");
                Map<String, Object> what = object(BUNDLE, said);
                members(BUNDLE, what, "bytes", "sha256");
                boolean same = number(BUNDLE, what.get("bytes")) == file.length && base64(sha256(file)).equals(what.get("sha256"));
                need(same, name, "it is not the file that " + BUNDLE + " names: its bytes were changed");
            }
        }
        need(named.isEmpty(), BUNDLE, "it names a file that no bundle has");
    }

    /** The auditor's own checkpoint, in the bundle, as an argument, or both: the log must begin with what each says. */
    static void checkGrowth(
            Map<String, byte[]> files, Map<String, Object> manifest, List<Key> keys, Checkpoint now, byte[] mine) {
        String where = "consistency.json";
        List<byte[]> proof = new ArrayList<>();
        for (Object hash : array(where, json(where, utf8(where, files.get(where))))) proof.add(hash(where, text(where, hash)));
        long from = manifest.get("from") == null ? -1 : number(BUNDLE, manifest.get("from"));
        need(from < 0 == (files.get(OLD) == null), BUNDLE, "what it says of the checkpoint to begin with is not so");
        need(from >= 0 || proof.isEmpty(), where, "it proves something, and nobody says from where on");
        if (from >= 0) {
            Checkpoint old = checkpoint(note(OLD, files.get(OLD)), keys, now.origin);
            need(old.size == from, OLD, "its size is not the one that " + BUNDLE + " says");
            checkGrew(old, now, proof);
        }
        if (mine != null) {
            Checkpoint own = checkpoint(note("--checkpoint", mine), keys, now.origin);
            need(own.size <= now.size, own.where, "yours has " + own.size + " entries and the bundle's " + now.size
                    + ": the bundle is an old one, or the log was cut");
            need(own.size == now.size || own.size == from, own.where, "the bundle has no proof from your " + own.size
                    + " entries on: ask for one that is made for your checkpoint");
            checkGrew(own, now, own.size == now.size ? List.of() : proof);
        }
        if (from < 0 && mine == null) {
            say("BEWARE there is no older checkpoint to compare with: keep checkpoint.txt for the next time");
        }
    }

    static void checkGrew(Checkpoint old, Checkpoint now, List<byte[]> proof) {
        need(isConsistent(old.size, old.root, now.size, now.root, proof), old.where, "the log of " + now.size
                + " entries does not begin with the " + old.size + " of this checkpoint: one of the two was written anew");
        say("ok     " + old.where + ": since then, with " + old.size + " entries, the log only grew");
    }

    static void checkEntries(Map<String, byte[]> files, Map<String, Object> manifest, Checkpoint now) {
        List<byte[]> hashes = new ArrayList<>();
        for (String line : lines("hashes.txt", files.get("hashes.txt"))) {
            hashes.add(hash("hashes.txt: line " + (hashes.size() + 1), line));
        }
        String[] entries = lines("entries.ndjson", files.get("entries.ndjson"));
        String[] proofs = lines("proofs.ndjson", files.get("proofs.ndjson"));
        long told = number(BUNDLE, manifest.get("entries")), first = -1, before = -1, opened = 0, erased = 0, closed = 0;
        need(entries.length == told, "entries.ndjson", "it has " + entries.length + " entries, and " + BUNDLE + " says " + told);
        need(proofs.length == told, "proofs.ndjson", "it has " + proofs.length + " proofs, and " + BUNDLE + " says " + told);
        Set<String> ids = new HashSet<>();
        for (int at = 0; at < entries.length; at++) {
            String line = "entries.ndjson: line " + (at + 1);
            Map<String, Object> entry = object(line, json(line, entries[at]));
            members(line, entry, "erased", "index", "leaf", "opened");
            long index = number(line, entry.get("index"));
            String leaf = text(line, entry.get("leaf"));
            Map<String, Object> said = object(line, json(line + " (index " + index + "): its leaf", leaf));
            String id = text(line, said.get("id")), where = line + " (index " + index + ", id " + id + ")";
            need(index > before, where, "it does not come after index " + before + ": two were swapped, or one is there twice");
            need(index < now.size, where, "the log has only " + now.size + " entries");
            need(ids.add(id), where, "its id is another entry's too");
            need(FORMAT.matcher(text(where, said.get("format"))).matches(), where,
                    "its format is none that is known, center-control/.../v1");
            checkIncluded(where, index, leaf, "proofs.ndjson: line " + (at + 1), proofs[at], hashes, now);

            Map<String, Object> commitments = object(where, said.get("commitments"));
            Map<String, Object> shown = object(where, entry.get("opened")), gone = object(where, entry.get("erased"));
            shown.forEach((part, secret) -> checkOpened(where + ": " + part, part, secret, commitments.get(part)));
            for (String part : gone.keySet()) {
                text(where, gone.get(part));
                need(commitments.containsKey(part) && !shown.containsKey(part), where + ": " + part,
                        "it is said to be erased, and is shown, or was never there");
            }
            opened += shown.size();
            erased += gone.size();
            closed += commitments.size() - shown.size() - gone.size();
            first = first < 0 ? index : first;
            before = index;
        }
        say("ok     entries.ndjson: " + told + " entries, each canonical and in the log"
                + (told == 0 ? "" : ", from index " + first + " to " + before));
        say("ok     entries.ndjson: " + opened + " parts as they were committed to, " + erased + " said to be erased, " + closed
                + " not shown");
    }

    static void checkIncluded(
            String where, long index, String leaf, String line, String text, List<byte[]> hashes, Checkpoint now) {
        byte[] leafBytes = leaf.getBytes(UTF_8);
        need(leafBytes.length <= MOST_LEAF, where, "its leaf has more than " + MOST_LEAF + " bytes");
        Map<String, Object> proof = object(line, json(line, text));
        members(line, proof, "index", "path");
        need(number(line, proof.get("index")) == index, where, "its line in proofs.ndjson is for another index");
        List<byte[]> path = new ArrayList<>();
        for (Object at : array(line, proof.get("path"))) {
            boolean there = number(line, at) < hashes.size() && path.size() < MOST_PATH;
            need(there, line, "it names a hash that is not there, or too many");
            path.add(hashes.get((int) number(line, at)));
        }
        need(isIncluded(sha256(LEAF, leafBytes), index, now.size, path, now.root), where,
                "it is not in the log: this leaf, or its index, was changed");
    }

    /** A part of an entry that is not in its leaf: only a hash of it with its salt is. */
    static void checkOpened(String where, String part, Object secret, Object commitment) {
        Map<String, Object> opened = object(where, secret);
        members(where, opened, "salt", "value");
        String value = text(where, opened.get("value"));
        json(where, value);
        byte[] salt = base64(where, fromUrl(text(where, opened.get("salt"))));
        byte[] hash = sha256(salt, part.getBytes(UTF_8), new byte[] {0}, value.getBytes(UTF_8));
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        need(salt.length == 32 && made.equals(commitment), where, "it is not what the leaf's commitment was made of");
    }

    /**
     * What the service says of itself: wherever it tells how many it expected, as many are there, and nothing is missing. Gives the
     * first place where it is not so.
     */
    static String lacking(String at, Object value) {
        String here = at.isEmpty() ? "/" : at, found = null;
        if (value instanceof List<?> list) {
            for (int index = 0; found == null && index < list.size(); index++) found = lacking(at + "/" + index, list.get(index));
        } else if (value instanceof Map<?, ?> map) {
            boolean even = !map.containsKey("expected") || Objects.equals(map.get("expected"), map.get("there"));
            Object missing = map.containsKey("missing") ? map.get("missing") : List.of();
            boolean none = missing instanceof List<?> list ? list.isEmpty() : Double.valueOf(0).equals(missing);
            if (!even) return here + " there are others than expected";
            if (!none) return here + " something is missing";
            for (var inner : map.entrySet()) {
                found = found == null ? lacking(at + "/" + inner.getKey(), inner.getValue()) : found;
            }
        }
        return found;
    }

    // ---------------------------------------------------------------- Merkle trees: RFC 6962, 2.1 and RFC 9162, 2.1

    static final byte[] LEAF = {0}, NODE = {1};

    static final MessageDigest SHA_256 = sha256Digest();

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sha256(byte[]... pieces) {
        for (byte[] piece : pieces) SHA_256.update(piece);
        return SHA_256.digest();
    }

    /** RFC 9162, 2.1.3.2. */
    static boolean isIncluded(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        byte[][] roots = climb(index, size - 1, leaf, path);
        return roots != null && Arrays.equals(roots[1], root);
    }

    /** RFC 9162, 2.1.4.2. */
    static boolean isConsistent(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        if (from > to || proof.size() > MOST_PATH) return false;
        if (from == 0 || from == to) return proof.isEmpty() && Arrays.equals(fromRoot, from == to ? toRoot : sha256());
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(from) == 1) path.add(0, fromRoot);
        int complete = Long.numberOfTrailingZeros(from);
        byte[][] roots = path.isEmpty() ? null
                : climb(from - 1 >> complete, to - 1 >> complete, path.get(0), path.subList(1, path.size()));
        return roots != null && Arrays.equals(roots[0], fromRoot) && Arrays.equals(roots[1], toRoot);
    }

    /** From a node up to the root, of the tree that ends with the node, and of the whole one; null when the path does not fit. */
    static byte[][] climb(long at, long last, byte[] node, List<byte[]> path) {
        byte[] older = node, newer = node;
        for (byte[] sibling : path) {
            if (last == 0) return null;
            if (at % 2 == 1 || at == last) {
                older = sha256(NODE, sibling, older);
                newer = sha256(NODE, sibling, newer);
                for (; at % 2 == 0 && at != 0; at /= 2) last /= 2;
            } else {
                newer = sha256(NODE, newer, sibling);
            }
            at /= 2;
            last /= 2;
        }
        return last == 0 ? new byte[][] {older, newer} : null;
    }

    // ---------------------------------------------------------------- signed notes: c2sp.org/signed-note

    /** Each is name+id+base64(type, 32 bytes); the id is the beginning of a hash of all three. Type 1: a log's, 4: a witness's. */
    static List<Key> keys(String where, List<?> texts, int type) {
        List<Key> keys = new ArrayList<>();
        for (Object text : texts) {
            String[] parts = text(where, text).split("\\+", 3);
            boolean form = parts.length == 3 && parts[0].matches("[!-*,-~]{1,255}") && parts[2].length() == 44;
            byte[] typed = form ? base64(where, parts[2]) : new byte[33];
            String id = HexFormat.of().formatHex(sha256((parts[0] + "\n").getBytes(UTF_8), typed), 0, 4);
            need(typed.length == 33 && typed[0] == type && id.equals(parts[1]), where,
                    "it is no key of " + (type == 1 ? "a log" : "a witness") + " (name+id+base64)");
            keys.add(new Key(parts[0], id, Arrays.copyOfRange(typed, 1, 33)));
        }
        return keys;
    }

    static Note note(String where, byte[] bytes) {
        String all = utf8(where, bytes), not = "it is no signed note";
        int blank = all.lastIndexOf("\n\n");
        need(blank >= 0 && all.endsWith("\n") && blank + 2 < all.length() && bytes.length <= MOST_NOTE
                && all.chars().noneMatch(unit -> unit < ' ' && unit != '\n'), where, not);
        List<Sig> signatures = new ArrayList<>();
        for (String line : all.substring(blank + 2, all.length() - 1).split("\n", -1)) {
            int space = line.indexOf(' ', 2);
            need(line.startsWith("\u2014 ") && space > 0 && signatures.size() < MOST_SIGNATURES, where, not);
            byte[] signature = base64(where, line.substring(space + 1));
            need(signature.length > 4, where, not);
            signatures.add(new Sig(line.substring(2, space), HexFormat.of().formatHex(signature, 0, 4),
                    Arrays.copyOfRange(signature, 4, signature.length)));
        }
        return new Note(where, all.substring(0, blank + 1), signatures);
    }

    /** The first of the keys that signed it. A signature that says it is a known key's, and is not, spoils the note. */
    static Key signedBy(Note note, List<Key> keys) {
        Key signer = null;
        for (Sig signature : note.signatures) {
            for (Key key : keys) {
                if (signature.saysItIsOf(key)) {
                    need(ed25519(key, note.text, signature.bytes), note.where, "the signature by " + key.shown() + " is wrong");
                    signer = signer == null ? key : signer;
                }
            }
        }
        need(signer != null, note.where, "it is signed by none of the keys");
        return signer;
    }

    /** When a witness signed: c2sp.org/tlog-cosignature, cosignature/v1. */
    static String witnessed(Note note, Key witness) {
        for (Sig signature : note.signatures) {
            if (signature.saysItIsOf(witness)) {
                long time = signature.bytes.length == 72 ? ByteBuffer.wrap(signature.bytes).getLong() : -1;
                boolean right = time >= 0 && time < YEAR_10000 && ed25519(
                        witness, "cosignature/v1\ntime " + time + "\n" + note.text, Arrays.copyOfRange(signature.bytes, 8, 72));
                need(right, note.where, "the signature by the witness " + witness.shown() + " is wrong");
                return Instant.ofEpochSecond(time).toString();
            }
        }
        throw new Wrong(note.where, "the witness " + witness.shown() + " did not sign it");
    }

    static boolean ed25519(Key key, String message, byte[] signature) {
        try {
            byte[] x509 = HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(key.bytes));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
            verifier.update(message.getBytes(UTF_8));
            return signature.length == 64 && verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** c2sp.org/tlog-checkpoint: origin, size, root, a line each. Without an origin it has to be the key's name. */
    static Checkpoint checkpoint(Note note, List<Key> keys, String expectedOrigin) {
        Key signer = signedBy(note, keys);
        String[] lines = note.text.split("\n", -1);
        need(lines.length > 3 && lines[1].matches("0|[1-9][0-9]{0,15}") && Long.parseLong(lines[1]) <= MOST_NUMBER, note.where,
                "it is no checkpoint");
        String origin = expectedOrigin == null ? signer.name : expectedOrigin;
        need(lines[0].equals(origin), note.where, "it is of the log '" + lines[0] + "', and not of '" + origin + "'");
        return new Checkpoint(note.where, origin, Long.parseLong(lines[1]), hash(note.where, lines[2]), signer);
    }

    // ---------------------------------------------------------------- bytes, lines, canonical JSON (RFC 8785)

    static String base64(byte[] bytes) { return Base64.getEncoder().encodeToString(bytes); }

    static byte[] base64(String where, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            need(base64(bytes).equals(text), where, "it has something that is no base64");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new Wrong(where, "it has something that is no base64");
        }
    }

    /** Of base64url without padding the standard base64. */
    static String fromUrl(String text) {
        boolean foreign = text.indexOf('+') >= 0 || text.indexOf('/') >= 0 || text.indexOf('=') >= 0;
        return foreign ? "!" : text.replace('-', '+').replace('_', '/') + "=".repeat((4 - text.length() % 4) % 4);
    }

    static byte[] hash(String where, String text) {
        byte[] bytes = base64(where, text);
        need(bytes.length == 32, where, "it has a hash that is not 32 bytes");
        return bytes;
    }

    static String utf8(String where, byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Wrong(where, "it is no UTF-8");
        }
    }

    /** Each ends with a newline, the last one too. */
    static String[] lines(String where, byte[] bytes) {
        String all = utf8(where, bytes);
        need(all.isEmpty() || all.endsWith("\n"), where, "its last line is cut off");
        return all.isEmpty() ? new String[0] : all.substring(0, all.length() - 1).split("\n", -1);
    }

    /** Reads JSON in the one way that RFC 8785 has it written: read and written again, it must be the same text. */
    static Object json(String where, String text) {
        try {
            Json reader = new Json(text);
            Object value = reader.value(0);
            StringBuilder again = new StringBuilder(text.length());
            Json.write(value, again);
            need(text.contentEquals(again), where, "it is not canonical JSON (RFC 8785)");
            return value;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Wrong(where, "it is not canonical JSON (RFC 8785)");
        }
    }

    /** Not strict by itself: what it reads generously (or half a surrogate pair) is not the same text when it is written again. */
    static final class Json {
        final String text;
        int at;

        Json(String text) { this.text = text; }

        Object value(int depth) {
            if (depth > MOST_DEPTH) throw new IllegalArgumentException();
            char first = text.charAt(at);
            if (first == '{') {
                Map<String, Object> members = new TreeMap<>();
                for (at++; text.charAt(at) != '}'; at += text.charAt(at) == ',' ? 1 : 0) {
                    String name = string();
                    at++;
                    members.put(name, value(depth + 1));
                }
                at++;
                return members;
            }
            if (first == '[') {
                List<Object> elements = new ArrayList<>();
                for (at++; text.charAt(at) != ']'; at += text.charAt(at) == ',' ? 1 : 0) elements.add(value(depth + 1));
                at++;
                return elements;
            }
            if (first == '"') return string();
            int start = at;
            while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) at++;
            return switch (text.substring(start, at)) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                case String number -> Double.valueOf(number);
            };
        }

        String string() {
            StringBuilder string = null;
            for (int from = ++at; ; from = ++at) {
                for (; text.charAt(at) != '"' && text.charAt(at) != '\\'; at++) {}
                if (string == null && text.charAt(at) == '"') return text.substring(from, at++);
                string = (string == null ? new StringBuilder() : string).append(text, from, at);
                if (text.charAt(at++) == '"') return string.toString();
                if (text.charAt(at) == 'u') {
                    string.append((char) HexFormat.fromHexDigits(text, at + 1, at + 5));
                    at += 4;
                } else {
                    string.append("\"\\\b\f\n\r\t".charAt("\"\\bfnrt".indexOf(text.charAt(at))));
                }
            }
        }

        static void write(Object value, StringBuilder out) {
            String between = "";
            switch (value) {
                case String string -> quote(string, out);
                case Double number -> out.append(number(number));
                case Map<?, ?> members -> {
                    out.append('{');
                    for (Map.Entry<?, ?> member : members.entrySet()) {
                        quote((String) member.getKey(), out.append(between));
                        write(member.getValue(), out.append(':'));
                        between = ",";
                    }
                    out.append('}');
                }
                case List<?> elements -> {
                    out.append('[');
                    for (Object element : elements) {
                        write(element, out.append(between));
                        between = ",";
                    }
                    out.append(']');
                }
                case null, default -> out.append(value);
            }
        }

        static void quote(String string, StringBuilder out) {
            out.append('"');
            int from = 0;
            for (int at = 0; at < string.length(); at++) {
                char unit = string.charAt(at);
                if (unit >= ' ' && unit != '"' && unit != '\\') continue;
                int known = "\"\\\b\f\n\r\t".indexOf(unit);
                out.append(string, from, at).append('\\');
                out.append(known < 0 ? "u00" + HexFormat.of().toHexDigits((byte) unit) : "\"\\bfnrt".substring(known, known + 1));
                from = at + 1;
            }
            out.append(string, from, string.length()).append('"');
        }

        /** As ECMAScript writes it: the fewest digits that are still this number. */
        static String number(double number) {
            if (number == Math.rint(number) && Math.abs(number) <= MOST_NUMBER) return Long.toString((long) number);
            BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(number)));
            BigDecimal shorter = decimal.round(new MathContext(1));
            decimal = (shorter.doubleValue() == Math.abs(number) ? shorter : decimal).stripTrailingZeros();
            String digits = decimal.unscaledValue().toString(), text = decimal.toPlainString();
            int point = digits.length() - decimal.scale();
            if (point <= -6 || point > 21) {
                String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
                text = digits.charAt(0) + rest + (point > 0 ? "e+" : "e") + (point - 1);
            }
            return (number < 0 ? "-" : "") + text;
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String where, Object value) {
        need(value instanceof Map, where, "it has something else where an object belongs");
        return (Map<String, Object>) value;
    }

    static List<?> array(String where, Object value) {
        need(value instanceof List, where, "it has something else where an array belongs");
        return (List<?>) value;
    }

    static String text(String where, Object value) {
        need(value instanceof String text && !text.isEmpty(), where, "it has something else where a text belongs");
        return (String) value;
    }

    static long number(String where, Object value) {
        need(value instanceof Double number && number >= 0 && number <= MOST_NUMBER && number == Math.rint(number), where,
                "it has something else where a whole number belongs");
        return ((Double) value).longValue();
    }

    static void members(String where, Map<String, Object> object, String... names) {
        boolean same = object.size() == names.length;
        for (String name : names) same &= object.containsKey(name);
        if (!same) throw new Wrong(where, "it has other members than " + String.join(", ", names));
    }

    // ---------------------------------------------------------------- the zip file

    /** Reads what the central directory names, and takes no zip that could be read in two ways. */
    static Map<String, byte[]> unzip(byte[] zip) {
        String not = "its directory is not what a bundle's is";
        ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        need(end >= 0 && in.getInt(end) == 0x06054b50 && in.getInt(end + 4) == 0 && in.getShort(end + 20) == 0, ZIP,
                "it is no zip file, or was cut off");
        int count = in.getShort(end + 10), directory = in.getInt(end + 16), at = directory, before = 0;
        need(count == in.getShort(end + 8) && count >= 0 && count <= 2 * FILES.size() && directory >= 0
                && (long) directory + in.getInt(end + 12) == end, ZIP, not);
        Map<String, byte[]> files = new LinkedHashMap<>();
        long all = 0;
        for (int file = 0; file < count; file++) {
            need(at + 46 <= end && in.getInt(at) == 0x02014b50, ZIP, not);
            int flags = in.getShort(at + 8), method = in.getShort(at + 10), packed = in.getInt(at + 20), size = in.getInt(at + 24);
            int length = in.getShort(at + 28) & 0xFFFF, local = in.getInt(at + 42);
            int next = at + 46 + length + (in.getShort(at + 30) & 0xFFFF) + (in.getShort(at + 32) & 0xFFFF);
            need(next <= end, ZIP, not);
            String name = new String(zip, at + 46, length, StandardCharsets.ISO_8859_1);
            need(FILES.contains(name), ZIP, "it has a file that no bundle has: '" + name.replaceAll("[^ -~]", "?") + "'");
            need(!files.containsKey(name), name, "it is in the zip file twice");
            all += Math.max(size, 0);
            need(size >= 0 && size <= MOST_FILE && all <= MOST_BUNDLE, name, "it is larger than a bundle's file can be");
            // Between two files there is nothing but what may follow the first: its sizes, once more.
            boolean placed = (flags & ~0x0808) == 0 && local >= before && local <= before + (file == 0 ? 0 : 24)
                    && (long) local + 30 + length <= directory && in.getInt(local) == 0x04034b50
                    && (in.getShort(local + 26) & 0xFFFF) == length
                    && Arrays.equals(zip, at + 46, at + 46 + length, zip, local + 30, local + 30 + length);
            long data = placed ? (long) local + 30 + length + (in.getShort(local + 28) & 0xFFFF) : 0;
            need(placed && packed >= 0 && data + packed <= directory && (method == 8 || method == 0 && packed == size), name,
                    "it is not where the zip file's directory says");
            int from = (int) data;
            files.put(name, method == 0 ? Arrays.copyOfRange(zip, from, from + size) : inflate(name, zip, from, packed, size));
            before = from + packed;
            at = next;
        }
        need(at == end && directory <= before + 24, ZIP, not);
        for (String name : FILES) need(name.equals(OLD) || files.containsKey(name), name, "it is missing");
        return files;
    }

    /** Stops as soon as more comes out than was said. */
    static byte[] inflate(String name, byte[] zip, int from, int packed, int size) {
        Inflater inflater = new Inflater(true);
        inflater.setInput(zip, from, packed);
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(size, 1 << 20));
        byte[] buffer = new byte[1 << 16];
        boolean right = true;
        try {
            while (right && !inflater.finished()) {
                int some = inflater.inflate(buffer);
                out.write(buffer, 0, some);
                right = out.size() <= size && (some > 0 || inflater.finished());
            }
            right = right && out.size() == size && inflater.getRemaining() == 0;
        } catch (DataFormatException e) {
            right = false;
        } finally {
            inflater.end();
        }
        need(right, name, "it does not unpack to what the zip file's directory says");
        return out.toByteArray();
    }
}
