package io.centercontrol.audit.log;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.TlogProof;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Proofs that anybody can verify: that an entry is in the log, that the log only grew. */
@ApplicationScoped
public class Prove {
    private final TransparencyLog log;

    Prove(TransparencyLog log) {
        this.log = log;
    }

    /** That an entry is in the log, against the newest checkpoint (C2SP tlog-proof), with the entry's own text beside it. */
    public Uni<TlogProof> inclusion(long index) {
        return log.newest().chain(newest -> {
            if (index < 0 || index >= newest.size()) {
                throw new Refusal.NotFound(
                                "INDEX_BEYOND_LOG",
                                "The log has %d entries, the last with the index %d."
                                        .formatted(newest.size(), newest.size() - 1))
                        .asException();
            }
            return log.hashes(Proofs.nodesOfInclusion(index, newest.size()), newest.size())
                    .map(hashes -> Proofs.inclusion(hashes, index, newest.size()))
                    .chain(path -> log.leaves(index, 1)
                            .map(leaves -> new TlogProof(
                                    leaves.getFirst().getBytes(StandardCharsets.UTF_8),
                                    index,
                                    path,
                                    SignedNote.parse(newest.note()))));
        });
    }

    /**
     * That the log of one size begins with that of another.
     *
     * @param from at most {@code to}
     */
    public Uni<List<Hash>> consistency(long from, long to) {
        return log.newest().chain(newest -> {
            if (from < 0 || from > to || to > newest.size()) {
                throw Refusal.Invalid.of(
                                "/from",
                                "INVALID_SIZES",
                                "'from' is at most 'to', and 'to' at most the size of the log, which is %d."
                                        .formatted(newest.size()))
                        .asException();
            }
            return log.hashes(Proofs.nodesOfConsistency(from, to), to)
                    .map(hashes -> Proofs.consistency(hashes, from, to));
        });
    }
}
