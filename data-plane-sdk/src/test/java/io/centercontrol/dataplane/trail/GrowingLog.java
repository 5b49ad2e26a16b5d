package io.centercontrol.dataplane.trail;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.Node;
import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The audit trail's log, played: it grows, and can be made to begin anew with another past. */
public final class GrowingLog {
    /** Its name. */
    public static final String ORIGIN = "center-control.localhost/audit";

    private final List<Hash> leaves = new ArrayList<>();

    /** Adds so many entries, which are told apart by their text. */
    public GrowingLog add(int count, String text) {
        for (var at = 0; at < count; at++) {
            leaves.add(Hash.ofLeaf((text + leaves.size()).getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    /** One that has the same so far. */
    public GrowingLog copy() {
        var other = new GrowingLog();
        other.leaves.addAll(leaves);
        return other;
    }

    /** How long it is. */
    public int size() {
        return leaves.size();
    }

    /** Its checkpoint, told after one of another size. */
    public ToldCheckpoint told(long previous, NoteSigner... keys) {
        var checkpoint = new Checkpoint(ORIGIN, size(), Proofs.root(this::hash, size()));
        return new ToldCheckpoint(
                ORIGIN,
                SignedNote.sign(checkpoint.text(), List.of(keys)).note(),
                previous,
                previous == 0 || previous > size() ? List.of() : Proofs.consistency(this::hash, previous, size()),
                List.of(keys).stream().map(key -> key.verifier().text()).toList());
    }

    private Hash hash(Node node) {
        return node.level() == 0
                ? leaves.get((int) node.index())
                : Hash.ofNode(
                        hash(new Node(node.level() - 1, node.index() * 2)),
                        hash(new Node(node.level() - 1, node.index() * 2 + 1)));
    }
}
