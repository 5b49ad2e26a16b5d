package io.centercontrol.tlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.EntryBundle;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.HashReader;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.Node;
import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.VerifierKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes evidence bundles. One input gives one output, byte for byte. Entries pass through one at a time: in memory are the hashes of
 * proofs and the ids, and the files lie on disk until the first of them, which names all others, can be written.
 *
 * <p>For one bundle; blocks on its files and on the hashes it reads.
 */
public final class EvidenceBundle implements AutoCloseable {
    /** The most entries of a bundle; verifiers refuse more. */
    public static final int MOST_ENTRIES = 1_000_000;

    private static final String FORMAT = "center-control/evidence/v1";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Evidence about;
    private final Checkpoint checkpoint;
    private final HashReader hashes;
    private final Path folder;
    private final Map<String, Spool> files = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private long last = -1;

    private EvidenceBundle(Evidence about, HashReader hashes, Path folder) {
        this.about = about;
        this.checkpoint = Checkpoint.parse(about.checkpoint().text());
        this.hashes = hashes;
        this.folder = folder;
    }

    /**
     * Writes one.
     *
     * @param entries by rising index, each within the checkpoint's size
     * @param hashes of the log: reads no further than the checkpoint's size
     * @param signers keys of the log, to sign what the bundle says of itself
     * @param folder where files may lie meanwhile; nothing stays
     * @param out takes the zip file; is not closed
     * @throws InvalidFormat when an entry is not the log's, not canonical, or opens what it did not commit to: no bundle is made that
     *     would not verify
     */
    public static void write(
            Evidence about,
            Iterator<EvidenceEntry> entries,
            HashReader hashes,
            Collection<NoteSigner> signers,
            Path folder,
            OutputStream out)
            throws IOException {
        try (var bundle = new EvidenceBundle(about, hashes, folder)) {
            bundle.fill(entries);
            bundle.pack(signers, out);
        }
    }

    private void fill(Iterator<EvidenceEntry> entries) throws IOException {
        file("checkpoint.txt").write(about.checkpoint().note());
        var old = about.old() == null ? null : Checkpoint.parse(about.old().text());
        if (about.old() != null) {
            file("old-checkpoint.txt").write(about.old().note());
        }
        file("consistency.json").write(CanonicalJson.write(consistency(old)));
        file("keys.json").write(CanonicalJson.write(keys()));
        var lines = file("entries.ndjson");
        var table = new HashTable(file("hashes.txt"));
        var proofs = file("proofs.ndjson");
        file("completeness.json").write(about.completeness());
        file("README.txt").write(Pages.text("README.txt"));
        var page = file("index.html").write(Pages.tableStart(about, checkpoint.origin(), checkpoint.size()));
        file("verify.html").write(Pages.verifier());
        file("Verify.java").write(Pages.text("Verify.java"));
        while (entries.hasNext()) {
            var entry = entries.next();
            var leaf = checked(entry);
            lines.write(line(entry) + "\n");
            proofs.write(proof(entry.index(), table) + "\n");
            page.write(Pages.row(entry, leaf));
        }
        page.write(Pages.tableEnd());
    }

    private Spool file(String name) throws IOException {
        var spool = new Spool(folder);
        files.put(name, spool);
        return spool;
    }

    private List<String> consistency(@Nullable Checkpoint old) {
        return old == null
                ? List.of()
                : Proofs.consistency(hashes, old.size(), checkpoint.size()).stream()
                        .map(Hash::base64)
                        .toList();
    }

    private Map<String, Object> keys() {
        return Map.of(
                "log", about.logKeys().stream().map(VerifierKey::text).toList(),
                "witnesses", about.witnessKeys().stream().map(VerifierKey::text).toList(),
                "note", "Compare these with the keys that you have from elsewhere: here they prove nothing.");
    }

    private Map<String, @Nullable Object> checked(EvidenceEntry entry) {
        var at = "entry " + entry.index() + ": ";
        if (entry.index() <= last || entry.index() >= checkpoint.size()) {
            throw new InvalidFormat(at + "it follows " + last + ", and the log has " + checkpoint.size());
        }
        var bytes = entry.leaf().getBytes(UTF_8);
        if (bytes.length > EntryBundle.LONGEST_ENTRY
                || !Hash.ofLeaf(bytes).equals(hashes.hash(new Node(0, entry.index())))) {
            throw new InvalidFormat(at + "its leaf is not the log's");
        }
        var leaf = CanonicalJson.readObject(entry.leaf());
        if (!(leaf.get("id") instanceof String id)
                || !(leaf.get("format") instanceof String)
                || !(leaf.get("commitments") instanceof Map<?, ?> commitments)) {
            throw new InvalidFormat(at + "its leaf has no id, format and commitments");
        }
        if (!ids.add(id) || ids.size() > MOST_ENTRIES) {
            throw new InvalidFormat(at + "its id is another's too, or there are more than " + MOST_ENTRIES);
        }
        for (var part : entry.opened()) {
            CanonicalJson.read(part.value());
            if (!part.text().equals(commitments.get(part.part()))
                    || entry.erased().containsKey(part.part())) {
                throw new InvalidFormat(at + "it did not commit to what is opened of " + part.part());
            }
        }
        if (!commitments.keySet().containsAll(entry.erased().keySet())) {
            throw new InvalidFormat(at + "what is erased was never there");
        }
        last = entry.index();
        return leaf;
    }

    private static String line(EvidenceEntry entry) {
        var opened = new TreeMap<String, Object>();
        entry.opened().forEach(part -> opened.put(part.part(), Map.of("salt", part.saltText(), "value", part.value())));
        return CanonicalJson.write(
                Map.of("index", entry.index(), "leaf", entry.leaf(), "opened", opened, "erased", entry.erased()));
    }

    private String proof(long index, HashTable table) throws IOException {
        var path = new ArrayList<Integer>();
        for (var hash : Proofs.inclusion(hashes, index, checkpoint.size())) {
            path.add(table.number(hash));
        }
        return CanonicalJson.write(Map.of("index", index, "path", path));
    }

    private void pack(Collection<NoteSigner> signers, OutputStream out) throws IOException {
        var said = new LinkedHashMap<String, Object>();
        for (var file : files.entrySet()) {
            said.put(file.getKey(), file.getValue().finished());
        }
        var manifest = manifest(said).getBytes(UTF_8);
        var zip = new ZipOutputStream(out, UTF_8);
        next(zip, "bundle.json");
        zip.write(manifest);
        next(zip, "bundle.sig");
        zip.write(SignedNote.sign(FORMAT + "\nsha256 " + sha256(manifest) + "\n", signers)
                .note()
                .getBytes(UTF_8));
        for (var file : files.entrySet()) {
            next(zip, file.getKey());
            file.getValue().copyTo(zip);
        }
        zip.finish();
        zip.flush();
    }

    private String manifest(Map<String, Object> said) {
        var manifest = new LinkedHashMap<String, @Nullable Object>();
        manifest.put("format", FORMAT);
        manifest.put("made", about.made().toString());
        manifest.put("by", about.by());
        manifest.put("for", CanonicalJson.read(about.query()));
        manifest.put("origin", checkpoint.origin());
        manifest.put("size", checkpoint.size());
        manifest.put("entries", ids.size());
        manifest.put(
                "from",
                about.old() == null
                        ? null
                        : Checkpoint.parse(about.old().text()).size());
        manifest.put("files", said);
        return CanonicalJson.write(manifest);
    }

    private static void next(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (var file : files.values()) {
            file.close();
        }
    }
}
