package io.centercontrol.tlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Cosigner;
import io.centercontrol.tlog.Growth;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.Tile;
import io.centercontrol.tlog.TileHashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A log of made-up entries with its keys, as a service would keep it. */
final class AuditLog {
    static final String ORIGIN = "audit.example.com/log";
    static final NoteSigner KEY = NoteSigner.ofSeed(ORIGIN, seed(1));
    static final NoteSigner NEXT_KEY = NoteSigner.ofSeed(ORIGIN, seed(2));
    static final Cosigner WITNESS = Cosigner.ofSeed("witness.example.org/w1", seed(3));
    static final Instant MADE = Instant.parse("2026-11-30T20:00:00Z");
    static final String COMPLETE =
            "{\"days\":[{\"day\":\"2026-11-30\",\"expected\":50,\"there\":50,\"topic\":\"cc.tenants.v1\"}],\"missing\":[]}";

    private final String kind;
    private final int size;
    private final Map<List<Long>, byte[]> tiles = new HashMap<>();

    /** @param kind stands in each entry: another kind makes another log */
    AuditLog(String kind, int size) {
        this.kind = kind;
        this.size = size;
        var grown = Growth.empty();
        for (var from = 0; from < size; from += 10_000) {
            var leaves = new ArrayList<Hash>();
            for (var at = from; at < Math.min(size, from + 10_000); at++) {
                leaves.add(Hash.ofLeaf(leaf(at).getBytes(UTF_8)));
            }
            var more = grown.append(leaves);
            more.tiles().forEach((tile, bytes) -> tiles.put(List.of((long) tile.level(), tile.index()), bytes));
            grown = more.after();
        }
    }

    int size() {
        return size;
    }

    TileHashes hashes(int size) {
        return new TileHashes(size, this::bytes);
    }

    private byte[] bytes(Tile tile) {
        return Objects.requireNonNull(tiles.get(List.of((long) tile.level(), tile.index())));
    }

    String leaf(int index) {
        var commitments = new HashMap<String, Object>();
        parts(index).forEach(part -> commitments.put(part.part(), part.text()));
        return CanonicalJson.write(Map.of(
                "format", "center-control/audit-entry/v1",
                "id", "%s-%08d".formatted(kind, index),
                "action", "tenant.suspended",
                "happened", "2026-11-30T19:30:00.123456Z",
                "outcome", "DONE",
                "service", "tenant-registry",
                "tenant", "0199e0a0-0000-7000-8000-000000000001",
                "targets", List.of(Map.of("id", "T" + index, "type", "tenant")),
                "version", index,
                "commitments", commitments));
    }

    /** Every part of an entry; salts are made of the index, so that a log can be built again. */
    List<Commitment> parts(int index) {
        var salt = Hash.ofLeaf(("salt " + kind + index).getBytes(UTF_8)).bytes();
        return List.of(
                new Commitment(
                        "actor", salt, "{\"name\":\"Zoë <script>alert(1)</script>\",\"subject\":\"u" + index + "\"}"),
                new Commitment("changes", salt, "[[\"status\",\"ACTIVE\",\"SUSPENDED\"],0.1]"),
                new Commitment("reason", salt, "\"unpaid since \\\"March\\\" \uD83D\uDE00\""));
    }

    /** The first part is shown of even entries and erased of every fourth, the second is shown, the third is not. */
    EvidenceEntry entry(int index) {
        var parts = parts(index);
        return index % 4 == 1
                ? new EvidenceEntry(index, leaf(index), List.of(parts.get(1)), Map.of("actor", "CERT-" + index))
                : new EvidenceEntry(index, leaf(index), List.of(parts.get(0), parts.get(1)), Map.of());
    }

    SignedNote checkpoint(int size, NoteSigner... keys) {
        var text = new Checkpoint(ORIGIN, size, io.centercontrol.tlog.Proofs.root(hashes(size), size)).text();
        return SignedNote.sign(text, List.of(keys)).with(List.of(WITNESS.cosign(text, MADE.minusSeconds(30))));
    }

    /** Every fifth entry. */
    byte[] bundle(Path folder, int size, @Nullable SignedNote old, NoteSigner... keys) throws IOException {
        var out = new ByteArrayOutputStream();
        var entries = IntStream.range(0, size)
                .filter(at -> at % 5 == 0 || at % 5 == 1)
                .mapToObj(this::entry);
        write(folder, size, old, entries.iterator(), out, keys);
        return out.toByteArray();
    }

    void write(
            Path folder,
            int size,
            @Nullable SignedNote old,
            Iterator<EvidenceEntry> entries,
            OutputStream out,
            NoteSigner... keys)
            throws IOException {
        var about = new Evidence(
                MADE,
                "auditor <a@example.com>",
                "{\"tenant\":\"0199e0a0-0000-7000-8000-000000000001\"}",
                checkpoint(size, keys),
                old,
                List.of(keys).stream().map(NoteSigner::verifier).toList(),
                List.of(WITNESS.verifier()),
                COMPLETE);
        EvidenceBundle.write(about, entries, hashes(size), List.of(keys), folder, out);
    }

    private static byte[] seed(int number) {
        var seed = new byte[32];
        seed[0] = (byte) number;
        return seed;
    }
}
