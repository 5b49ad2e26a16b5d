package io.centercontrol.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Growth;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.TileHashes;
import io.centercontrol.tlog.WitnessRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** A log of 2,000 entries, of which any beginning can be shown. */
final class GrowingLog {
    static final String ORIGIN = "audit.example.com/log";
    static final int SIZE = 2000;

    private final NoteSigner key;
    private final Map<List<Long>, byte[]> tiles = new HashMap<>();

    /** @param kind another kind has another past */
    GrowingLog(String kind, NoteSigner key) {
        this.key = key;
        var leaves = IntStream.range(0, SIZE)
                .mapToObj(at -> Hash.ofLeaf((kind + at).getBytes(UTF_8)))
                .toList();
        Growth.empty()
                .append(leaves)
                .tiles()
                .forEach((tile, bytes) -> tiles.put(List.of((long) tile.level(), tile.index()), bytes));
    }

    private TileHashes hashes(long size) {
        return new TileHashes(
                size, tile -> Objects.requireNonNull(tiles.get(List.of((long) tile.level(), tile.index()))));
    }

    SignedNote checkpoint(long size) {
        return SignedNote.sign(new Checkpoint(ORIGIN, size, Proofs.root(hashes(size), size)).text(), List.of(key));
    }

    String request(long from, long to) {
        return new WitnessRequest(from, Proofs.consistency(hashes(to), from, to), checkpoint(to)).body();
    }
}
