package io.centercontrol.witness;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.NoteSignature;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.Unverified;
import io.centercontrol.tlog.VerifierKey;
import io.centercontrol.tlog.WitnessRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Decides what is signed. Any number of threads may ask; of one log one is answered after the other. */
final class Witness {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final Map<String, List<VerifierKey>> logs;
    private final State state;
    private final Clock clock;
    private final Map<String, SignedNote> newest = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Reads what it signed before.
     *
     * @throws InvalidFormat when that is not what was written
     */
    Witness(Map<String, List<VerifierKey>> logs, State state, Clock clock) throws IOException {
        this.logs = Map.copyOf(logs);
        this.state = state;
        this.clock = clock;
        for (var origin : logs.keySet()) {
            locks.put(origin, new ReentrantLock());
            var kept = state.newest(origin);
            if (kept != null) {
                newest.put(origin, kept);
            }
        }
    }

    /** Its public key. */
    VerifierKey key() {
        return state.key().verifier();
    }

    /** Of each log that it looks at the newest checkpoint that it signed, null when there is none; by origin. */
    Map<String, @Nullable SignedNote> newest() {
        var all = new TreeMap<String, @Nullable SignedNote>();
        logs.keySet().forEach(origin -> all.put(origin, newest.get(origin)));
        return all;
    }

    /**
     * Answers a request.
     *
     * @throws IOException when it could not be kept: then nothing was signed that anybody sees
     */
    Answer add(String body) throws IOException {
        WitnessRequest request;
        Checkpoint asked;
        try {
            request = WitnessRequest.parse(body);
            asked = Checkpoint.parse(request.checkpoint().text());
        } catch (InvalidFormat e) {
            return new Answer.Refused(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        var keys = logs.get(asked.origin());
        if (keys == null) {
            return new Answer.Refused(NOT_FOUND, "This witness does not look at the log '" + asked.origin() + "'.");
        }
        try {
            request.checkpoint().signedBy(keys);
        } catch (Unverified e) {
            return new Answer.Refused(FORBIDDEN, "The checkpoint is not signed by its log: " + e.getMessage() + ".");
        }
        if (request.oldSize() > asked.size()) {
            return new Answer.Refused(BAD_REQUEST, "The old size is larger than the checkpoint's.");
        }
        var lock = java.util.Objects.requireNonNull(locks.get(asked.origin()));
        lock.lock();
        try {
            return grown(request, asked);
        } finally {
            lock.unlock();
        }
    }

    private Answer grown(WitnessRequest request, Checkpoint asked) throws IOException {
        var kept = newest.get(asked.origin());
        var before = kept == null ? new Checkpoint(asked.origin(), 0, Hash.EMPTY) : Checkpoint.parse(kept.text());
        if (request.oldSize() != before.size()) {
            return new Answer.OtherSize(before.size());
        }
        if (before.size() == asked.size() && !before.root().equals(asked.root())) {
            return new Answer.Refused(
                    CONFLICT, "A checkpoint of this size with another root was signed: the log has two pasts.");
        }
        if (!Proofs.isConsistent(before.size(), before.root(), asked.size(), asked.root(), request.proof())) {
            return new Answer.Refused(
                    UNPROCESSABLE, "The proof does not lead from the checkpoint that was signed last to this one.");
        }
        var cosignature = state.key().cosign(request.checkpoint().text(), clock.instant());
        var signed = new SignedNote(request.checkpoint().text(), List.of(logs(request, asked), cosignature));
        // On the disk first: a witness that forgets what it signed can be made to sign another past.
        state.keep(asked.origin(), signed);
        newest.put(asked.origin(), signed);
        return new Answer.Signed(cosignature);
    }

    /** The log's own signature: what else stands below the checkpoint is not kept. */
    private NoteSignature logs(WitnessRequest request, Checkpoint asked) {
        var keys = logs.getOrDefault(asked.origin(), List.of());
        return request.checkpoint().signatures().stream()
                .filter(signature -> keys.stream().anyMatch(key -> key.isNamedBy(signature)))
                .findFirst()
                .orElseThrow();
    }
}
