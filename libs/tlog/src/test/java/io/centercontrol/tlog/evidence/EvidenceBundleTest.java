package io.centercontrol.tlog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.tlog.Cosigner;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a bundle, both verifiers refuse it with the same words. */
class EvidenceBundleTest {
    @TempDir
    static Path folder;

    private static final AuditLog LOG = new AuditLog("ours", 700);
    private static final String KEY = AuditLog.KEY.verifier().text();
    private static final String WITNESS = AuditLog.WITNESS.verifier().text();
    private static final SignedNote OLD = LOG.checkpoint(300, AuditLog.KEY);

    private static Verifiers verifiers;
    private static byte[] good;
    private static boolean node;

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        verifiers = new Verifiers(Files.createDirectories(folder.resolve("verifiers")));
        good = LOG.bundle(folder, 700, OLD, AuditLog.KEY);
        node = Verifiers.hasNode();
    }

    @AfterAll
    static void end() throws IOException {
        verifiers.close();
    }

    @Test
    void a_bundle_as_it_was_made_is_verified() throws IOException, InterruptedException {
        var verdict =
                verify(good, OLD.note(), List.of("--key", KEY, "--witness", WITNESS, "--origin", AuditLog.ORIGIN));
        var key = "audit.example.com/log+" + KEY.split("\\+")[1];
        assertThat(verdict.code()).isZero();
        assertThat(verdict.lines())
                .containsExactly(
                        "ok     the zip file: 14 files, none unknown, none twice",
                        "ok     bundle.json: made 2026-11-30T20:00:00Z; every file is the one that it names",
                        "ok     bundle.sig: signed by " + key,
                        "ok     checkpoint.txt: the log audit.example.com/log has 700 entries; signed by " + key,
                        "ok     checkpoint.txt: witnessed by witness.example.org/w1+" + WITNESS.split("\\+")[1]
                                + " at 2026-11-30T19:59:30Z",
                        "ok     old-checkpoint.txt: since then, with 300 entries, the log only grew",
                        "ok     --checkpoint: since then, with 300 entries, the log only grew",
                        "ok     entries.ndjson: 280 entries, each canonical and in the log, from index 0 to 696",
                        "ok     entries.ndjson: 490 parts as they were committed to, 70 said to be erased, 280 not shown",
                        "ok     completeness.json: it says that nothing is missing",
                        "VERIFIED");
    }

    @Test
    void a_single_source_file_verifies_it_too() throws IOException, InterruptedException {
        assertThat(verifiers.javaSource(good, null, List.of("--key", KEY)).last())
                .isEqualTo("VERIFIED");
        assertThat(Pages.text("Verify.java").lines()).hasSizeLessThan(720);
        assertThat(new Forgery(good).text("Verify.java")).isEqualTo(Pages.text("Verify.java"));
    }

    @Test
    void the_same_input_gives_the_same_bytes_and_leaves_nothing_behind() throws IOException {
        var clean = Files.createDirectories(folder.resolve("clean"));
        assertThat(LOG.bundle(clean, 700, OLD, AuditLog.KEY)).isEqualTo(good);
        try (var left = Files.list(clean)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_bundle_without_an_entry_and_without_an_older_checkpoint_is_one() throws IOException {
        var out = new ByteArrayOutputStream();
        LOG.write(folder, 700, null, Collections.emptyIterator(), out, AuditLog.KEY);
        var verdict = verify(out.toByteArray(), null, List.of("--key", KEY));
        assertThat(verdict.last()).isEqualTo("VERIFIED");
        assertThat(verdict.lines()).anyMatch(line -> line.startsWith("BEWARE there is no older checkpoint"));
        assertThat(verdict.lines()).contains("ok     entries.ndjson: 0 entries, each canonical and in the log");
    }

    @Test
    void without_a_key_nothing_is_verified() throws IOException {
        var verdict = verify(good, null, List.of());
        assertThat(verdict.code()).isEqualTo(2);
        assertThat(verdict.lines()).anyMatch(line -> line.startsWith("BEWARE no key was given"));
        assertThat(verdict.last()).startsWith("NOT VERIFIED");
    }

    @Test
    void who_knows_either_of_two_keys_verifies_it() throws IOException {
        var rotating = LOG.bundle(folder, 700, OLD, AuditLog.KEY, AuditLog.NEXT_KEY);
        assertThat(verify(rotating, null, List.of("--key", KEY)).last()).isEqualTo("VERIFIED");
        var next = AuditLog.NEXT_KEY.verifier().text();
        // The old checkpoint is from before the new key.
        assertThat(verify(rotating, null, List.of("--key", next)).last())
                .isEqualTo("WRONG  old-checkpoint.txt: it is signed by none of the keys");
        assertThat(verify(rotating, null, List.of("--key", next, "--key", KEY)).last())
                .isEqualTo("VERIFIED");
    }

    @Test
    void a_leaf_that_was_edited_is_found() throws IOException {
        var edited = new Forgery(good)
                .change("entries.ndjson", text -> text.replaceFirst("tenant.suspended", "tenant.reinstated"));
        refused(edited.zip(), "entries.ndjson: it is not the file that bundle.json names: its bytes were changed");
        refused(edited.manifest().zip(), "bundle.sig: it is not the signature of this bundle.json");
        // Not even who has the log's key can, since others have seen its root.
        refused(
                edited.signed(AuditLog.KEY).zip(),
                "entries.ndjson: line 1 (index 0, id ours-00000000): it is not in the log: this leaf, or its index, was changed");
    }

    @Test
    void a_value_that_was_edited_is_found() throws IOException {
        refused(
                resigned(new Forgery(good).change("entries.ndjson", text -> text.replace("u10\\\"", "u11\\\""))),
                "entries.ndjson: line 5 (index 10, id ours-00000010): actor: it is not what the leaf's commitment was made of");
    }

    @Test
    void an_entry_that_was_taken_out_is_found() throws IOException {
        var shorter = new Forgery(good)
                .lines("entries.ndjson", lines -> without(lines, 7))
                .lines("proofs.ndjson", lines -> without(lines, 7));
        refused(resigned(shorter), "entries.ndjson: it has 279 entries, and bundle.json says 280");
    }

    @Test
    void two_entries_that_were_swapped_are_found() throws IOException {
        var swapped = new Forgery(good)
                .lines("entries.ndjson", lines -> swapped(lines, 3))
                .lines("proofs.ndjson", lines -> swapped(lines, 3));
        refused(
                resigned(swapped),
                "entries.ndjson: line 5 (index 6, id ours-00000006): it does not come after index 10: two were swapped, or one is"
                        + " there twice");
    }

    @Test
    void a_file_that_was_cut_is_found() throws IOException {
        refused(java.util.Arrays.copyOf(good, good.length - 1), "the zip file: it is no zip file, or was cut off");
        refused(java.util.Arrays.copyOf(good, good.length / 2), "the zip file: it is no zip file, or was cut off");
        refused(new byte[0], "the zip file: it is no zip file, or was cut off");
        refused(
                resigned(new Forgery(good).change("entries.ndjson", text -> text.substring(0, text.length() - 9))),
                "entries.ndjson: its last line is cut off");
    }

    @Test
    void another_past_of_the_same_log_is_found() throws IOException {
        var other = new AuditLog("forked", 700);
        var forked = other.bundle(folder, 700, other.checkpoint(300, AuditLog.KEY), AuditLog.KEY);
        refused(
                forked,
                OLD.note(),
                "--checkpoint: the log of 700 entries does not begin with the 300 of this checkpoint: one of the two was written"
                        + " anew");
        // With the auditor's own checkpoint in it, which its proof does not fit.
        refused(
                resigned(new Forgery(forked).put("old-checkpoint.txt", OLD.note())),
                "old-checkpoint.txt: the log of 700 entries does not begin with the 300 of this checkpoint: one of the two was"
                        + " written anew");
        refused(
                forked,
                LOG.checkpoint(700, AuditLog.KEY).note(),
                "--checkpoint: the log of 700 entries does not begin with the 700 of this checkpoint: one of the two was written"
                        + " anew");
    }

    @Test
    void an_older_bundle_is_found() throws IOException {
        refused(
                LOG.bundle(folder, 500, null, AuditLog.KEY),
                LOG.checkpoint(600, AuditLog.KEY).note(),
                "--checkpoint: yours has 600 entries and the bundle's 500: the bundle is an old one, or the log was cut");
        refused(
                good,
                LOG.checkpoint(400, AuditLog.KEY).note(),
                "--checkpoint: the bundle has no proof from your 400 entries on: ask for one that is made for your checkpoint");
    }

    @Test
    void a_foreign_key_is_found() throws IOException {
        var stranger = NoteSigner.generate(AuditLog.ORIGIN);
        var foreign = LOG.bundle(folder, 700, null, stranger);
        refused(foreign, "bundle.sig: it is signed by none of the keys");
        // One who signs under the known key's name and id.
        refused(resigned(new Forgery(good), stranger, KEY), "bundle.sig: the signature by " + shown(KEY) + " is wrong");
        refused(
                good,
                OLD.note().replace("\n300\n", "\n299\n"),
                "--checkpoint: the signature by " + shown(KEY) + " is wrong");
    }

    @Test
    void an_entry_of_another_log_is_found() throws IOException {
        var other = new AuditLog("other", 700);
        var foreign = new Forgery(other.bundle(folder, 700, null, AuditLog.KEY))
                .text("entries.ndjson")
                .lines()
                .toList();
        refused(
                resigned(new Forgery(good).lines("entries.ndjson", lines -> {
                    lines.set(20, foreign.get(20));
                    return lines;
                })),
                "entries.ndjson: line 21 (index 50, id other-00000050): it is not in the log: this leaf, or its index, was changed");
    }

    @Test
    void completeness_that_was_changed_or_is_none_is_found() throws IOException {
        var changed =
                new Forgery(good).change("completeness.json", text -> text.replace("\"there\":50", "\"there\":49"));
        refused(changed.zip(), "completeness.json: it is not the file that bundle.json names: its bytes were changed");
        refused(changed.manifest().zip(), "bundle.sig: it is not the signature of this bundle.json");
    }

    @Test
    void what_its_maker_says_is_missing_is_told_of_a_genuine_bundle() throws IOException {
        incomplete(text -> text.replace("\"there\":50", "\"there\":49"), "/days/0 there are others than expected");
        incomplete(text -> text.replace("[]", "[7]"), "/ something is missing");
    }

    private static void incomplete(UnaryOperator<String> change, String what) throws IOException {
        var verdict =
                verify(resigned(new Forgery(good).change("completeness.json", change)), null, List.of("--key", KEY));
        assertThat(verdict.code()).isEqualTo(3);
        assertThat(verdict.lines()).contains("BEWARE completeness.json: at " + what);
        assertThat(verdict.last()).startsWith("VERIFIED, NOT COMPLETE");
    }

    @Test
    void a_manifest_that_was_changed_is_found() throws IOException {
        refused(
                new Forgery(good)
                        .change("bundle.json", text -> text.replace("auditor", "auditer"))
                        .zip(),
                "bundle.sig: it is not the signature of this bundle.json");
        refused(
                new Forgery(good)
                        .manifest(said -> said.put("size", 701))
                        .signed(AuditLog.KEY)
                        .zip(),
                "bundle.json: its origin and size are not those of checkpoint.txt");
        refused(
                new Forgery(good)
                        .manifest(said -> said.put("entries", 2_000_000))
                        .zip(),
                "bundle.json: it says more than 1000000 entries");
        refused(
                new Forgery(good)
                        .manifest(said -> said.put("from", null))
                        .signed(AuditLog.KEY)
                        .zip(),
                "bundle.json: what it says of the checkpoint to begin with is not so");
        refused(
                new Forgery(good).manifest(said -> said.put("more", 1)).zip(),
                "bundle.json: it has other members than by, entries, files, for, format, from, made, origin, size");
        refused(
                new Forgery(good)
                        .change("bundle.json", text -> text.replaceFirst(":", ": "))
                        .zip(),
                "bundle.json: it is not canonical JSON (RFC 8785)");
        refused(
                new Forgery(good).put("bundle.json", "[".repeat(100_000)).zip(),
                "bundle.json: it is not canonical JSON (RFC 8785)");
    }

    @Test
    void a_witness_who_did_not_sign_is_found() throws IOException {
        var stranger = Cosigner.generate("witness.example.org/w2").verifier().text();
        refused(
                good,
                null,
                List.of("--key", KEY, "--witness", stranger),
                "checkpoint.txt: the witness " + shown(stranger) + " did not sign it");
        // Another's signature with the known witness's name and id.
        var other = Cosigner.generate("witness.example.org/w1");
        var checkpoint = LOG.checkpoint(700, AuditLog.KEY);
        var forged = other.cosign(checkpoint.text(), AuditLog.MADE);
        var posing = checkpoint.with(List.of(new io.centercontrol.tlog.NoteSignature(
                AuditLog.WITNESS.verifier().name(), AuditLog.WITNESS.verifier().id(), forged.bytes())));
        refused(
                resigned(new Forgery(good).put("checkpoint.txt", posing.note())),
                null,
                List.of("--key", KEY, "--witness", WITNESS),
                "checkpoint.txt: the signature by the witness " + shown(WITNESS) + " is wrong");
        refused(good, null, List.of("--key", WITNESS), "--key: it is no key of a log (name+id+base64)");
        refused(
                good,
                null,
                List.of("--key", KEY, "--origin", "elsewhere"),
                "checkpoint.txt: it is of the log 'audit.example.com/log', and not of 'elsewhere'");
    }

    @Test
    void parts_that_are_both_shown_and_erased_are_found() throws IOException {
        refused(
                resigned(new Forgery(good)
                        .change(
                                "entries.ndjson",
                                text -> text.replaceFirst("\"erased\":\\{\\}", "\"erased\":{\"actor\":\"C\"}"))),
                "entries.ndjson: line 1 (index 0, id ours-00000000): actor: it is said to be erased, and is shown, or was never"
                        + " there");
        refused(
                resigned(new Forgery(good)
                        .change(
                                "entries.ndjson",
                                text -> text.replaceFirst("\"erased\":\\{\\}", "\"erased\":{\"mood\":\"C\"}"))),
                "entries.ndjson: line 1 (index 0, id ours-00000000): mood: it is said to be erased, and is shown, or was never"
                        + " there");
    }

    @Test
    void proofs_that_do_not_fit_are_found() throws IOException {
        refused(
                resigned(new Forgery(good).lines("proofs.ndjson", lines -> swapped(lines, 0))),
                "entries.ndjson: line 1 (index 0, id ours-00000000): its line in proofs.ndjson is for another index");
        refused(
                resigned(new Forgery(good).lines("hashes.txt", lines -> without(lines, lines.size() - 1))),
                "proofs.ndjson: line 280: it names a hash that is not there, or too many");
        refused(
                resigned(new Forgery(good).lines("hashes.txt", lines -> swapped(lines, 0))),
                "entries.ndjson: line 1 (index 0, id ours-00000000): it is not in the log: this leaf, or its index, was changed");
        refused(
                resigned(new Forgery(good).change("consistency.json", text -> text.replaceFirst("\"[^\"]{44}\",", ""))),
                "old-checkpoint.txt: the log of 700 entries does not begin with the 300 of this checkpoint: one of the two was"
                        + " written anew");
    }

    @Test
    void a_zip_file_that_is_more_than_a_bundle_is_found() throws IOException {
        refused(
                new Forgery(good).put("../evil.sh", "x").zip(),
                "the zip file: it has a file that no bundle has: '../evil.sh'");
        refused(new Forgery(good).remove("hashes.txt").zip(), "hashes.txt: it is missing");
        // The same length as another name, so that one can be written over the other.
        var twice = new Forgery(good)
                .remove("README.txt")
                .put("index.htmX", "")
                .put("README.txt", "")
                .zip();
        refused(replaced(twice, "index.htmX", "index.html"), "index.html: it is in the zip file twice");
        // Something behind the packed data that belongs to it and comes out of no reader.
        var behind = new Forgery(good).zip();
        behind[lastIndexOf(behind, "Verify.java") - 46 + 20] += 4;
        refused(behind, "Verify.java: it does not unpack to what the zip file's directory says");
    }

    @Test
    void a_bomb_does_not_go_off() throws IOException {
        var large = new Forgery(good).zip();
        large[lastIndexOf(large, "hashes.txt") - 46 + 24 + 3] = 0x20;
        refused(large, "hashes.txt: it is larger than a bundle's file can be");
        // One that says it is small.
        var bomb = new Forgery(good).put("hashes.txt", "0".repeat(1 << 24)).zip();
        var at = lastIndexOf(bomb, "hashes.txt") - 46 + 24;
        bomb[at + 3] = 0;
        bomb[at + 2] = 1;
        refused(bomb, "hashes.txt: it does not unpack to what the zip file's directory says");
    }

    @Test
    void the_page_to_read_runs_nothing_that_stands_in_an_entry() throws IOException {
        var page = new Forgery(good).text("index.html");
        assertThat(page)
                .contains("&lt;script&gt;alert(1)")
                .contains("auditor &lt;a@example.com&gt;")
                .contains("CERT-5");
        assertThat(page)
                .doesNotContain("<script")
                .contains("default-src 'none'")
                .doesNotContain("{made}");
        var verifier = new Forgery(good).text("verify.html");
        assertThat(verifier).contains("default-src 'none'; script-src 'sha256-").doesNotContain("{script}");
        assertThat(verifier).doesNotContain("http:").doesNotContain("https:").doesNotContain("fetch(");
    }

    @Test
    void no_bundle_is_made_that_would_not_verify() {
        var entry = LOG.entry(10);
        notMade("its leaf is not the log's", new EvidenceEntry(11, entry.leaf(), entry.opened(), Map.of()));
        notMade("it follows", entry, entry);
        notMade("it follows", new EvidenceEntry(700, entry.leaf(), entry.opened(), Map.of()));
        notMade("it did not commit", new EvidenceEntry(10, entry.leaf(), LOG.parts(11), Map.of()));
        notMade("it did not commit", new EvidenceEntry(10, entry.leaf(), entry.opened(), Map.of("actor", "C")));
        notMade("never there", new EvidenceEntry(10, entry.leaf(), List.of(), Map.of("mood", "C")));
    }

    private static void notMade(String why, EvidenceEntry... entries) {
        assertThatThrownBy(() -> LOG.write(
                        folder, 700, null, List.of(entries).iterator(), new ByteArrayOutputStream(), AuditLog.KEY))
                .isInstanceOf(InvalidFormat.class)
                .hasMessageContaining(why);
    }

    private static byte[] resigned(Forgery forgery) throws IOException {
        return forgery.manifest().signed(AuditLog.KEY).zip();
    }

    /** Signed by a stranger who writes somebody else's name and id above it. */
    private static byte[] resigned(Forgery forgery, NoteSigner stranger, String posingAs) throws IOException {
        var key = io.centercontrol.tlog.VerifierKey.parse(posingAs);
        var text = forgery.text("bundle.sig").split("\n\n")[0] + "\n";
        var posing = new io.centercontrol.tlog.NoteSignature(
                key.name(), key.id(), stranger.sign(text).bytes());
        return forgery.put("bundle.sig", new SignedNote(text, List.of(posing)).note())
                .zip();
    }

    private static void refused(byte[] bundle, String why) throws IOException {
        refused(bundle, null, List.of("--key", KEY), why);
    }

    private static void refused(byte[] bundle, String checkpoint, String why) throws IOException {
        refused(bundle, checkpoint, List.of("--key", KEY), why);
    }

    private static void refused(byte[] bundle, @Nullable String checkpoint, List<String> options, String why)
            throws IOException {
        var verdict = verify(bundle, checkpoint, options);
        assertThat(verdict.last()).isEqualTo("WRONG  " + why);
        assertThat(verdict.code()).isEqualTo(1);
    }

    /** By both, who have to say the same. */
    private static Verifiers.Verdict verify(byte[] bundle, @Nullable String checkpoint, List<String> options)
            throws IOException {
        try {
            var verdict = verifiers.java(bundle, checkpoint, options);
            if (node) {
                assertThat(verifiers.page(bundle, checkpoint, options)).isEqualTo(verdict);
            }
            return verdict;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Verify.java failed", e);
        }
    }

    private static String shown(String vkey) {
        return vkey.substring(0, vkey.lastIndexOf('+', vkey.length() - 45));
    }

    private static List<String> without(List<String> lines, int at) {
        lines.remove(at);
        return lines;
    }

    private static List<String> swapped(List<String> lines, int at) {
        var changed = new ArrayList<>(lines);
        Collections.swap(changed, at, at + 1);
        return changed;
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        var all = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replace(from, to);
        return all.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static int lastIndexOf(byte[] bytes, String text) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(text);
    }
}
