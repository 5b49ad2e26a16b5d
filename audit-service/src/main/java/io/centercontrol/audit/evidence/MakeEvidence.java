package io.centercontrol.audit.evidence;

import io.centercontrol.audit.log.Cosignatures;
import io.centercontrol.audit.log.LogConfig;
import io.centercontrol.audit.log.SignedCheckpoint;
import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.log.Witness;
import io.centercontrol.audit.log.sign.LogKeys;
import io.centercontrol.audit.trail.Entries;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.Streams;
import io.centercontrol.audit.trail.model.Sight;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.Unverified;
import io.centercontrol.tlog.VerifierKey;
import io.centercontrol.tlog.evidence.CanonicalJson;
import io.centercontrol.tlog.evidence.Evidence;
import io.centercontrol.tlog.evidence.EvidenceBundle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes one zip file of the entries that were asked for, with all that proves them: whoever has it and the log's key needs nobody's word.
 */
@ApplicationScoped
public class MakeEvidence {
    private final Entries entries;
    private final TransparencyLog log;
    private final LogKeys keys;
    private final Cosignatures cosignatures;
    private final List<VerifierKey> witnesses;
    private final EvidenceConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicInteger running = new AtomicInteger();

    MakeEvidence(
            Entries entries,
            TransparencyLog log,
            LogKeys keys,
            Cosignatures cosignatures,
            LogConfig logConfig,
            EvidenceConfig config,
            Vertx vertx,
            Clock clock) {
        this.entries = entries;
        this.log = log;
        this.keys = keys;
        this.cosignatures = cosignatures;
        this.witnesses = Witness.all(logConfig).stream().map(Witness::key).toList();
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param sight what the auditor may see
     * @param query the filter as it was given, by name
     * @param checkpoint the auditor's own checkpoint, a signed note; null when he has none
     * @param by who asks
     */
    public record Command(
            EntryFilter filter,
            Sight sight,
            Map<String, String> query,
            @Nullable String checkpoint,
            String by) {
        public Command {
            query = Map.copyOf(query);
        }
    }

    /**
     * The bundle, in a file that the caller deletes.
     *
     * @return fails with a refusal when there are too many entries, or the checkpoint is none of this log
     */
    public Uni<Path> run(Command command) {
        if (running.incrementAndGet() > config.atOnce()) {
            running.decrementAndGet();
            return Uni.createFrom()
                    .failure(new Refusal.Unavailable(
                                    "TOO_MANY_BUNDLES",
                                    "This instance makes %d bundles at once already. Try again in a moment."
                                            .formatted(config.atOnce()))
                            .asException());
        }
        return log.newest()
                .chain(newest -> {
                    var old = old(command.checkpoint(), newest);
                    return entries.count(command.filter(), command.sight(), config.most() + 1L)
                            .invoke(this::mustBeFew)
                            .chain(count -> proven(newest, old))
                            .chain(proven -> entries.wholes(command.filter(), command.sight(), proven.size())
                                    .chain(wholes -> VertxContext.aside(() -> write(command, proven, old, wholes))));
                })
                .onTermination()
                .invoke(running::decrementAndGet);
    }

    /** What witnesses have signed, where there are any: it proves more than what nobody else has seen. */
    private Uni<SignedCheckpoint> proven(SignedCheckpoint newest, @Nullable SignedNote old) {
        var from = old == null ? 0 : Checkpoint.parse(old.text()).size();
        return cosignatures
                .newest()
                .map(signed -> signed.filter(one -> one.size() >= from).orElse(newest));
    }

    private void mustBeFew(long count) {
        if (count > config.most()) {
            throw Refusal.Invalid.of(
                            "",
                            "TOO_MANY_ENTRIES",
                            "More than %d entries fit. Ask for several bundles, each of a shorter time."
                                    .formatted(config.most()))
                    .asException();
        }
    }

    private @Nullable SignedNote old(@Nullable String text, SignedCheckpoint newest) {
        if (text == null) {
            return null;
        }
        try {
            var note = SignedNote.parse(text);
            var checkpoint =
                    Checkpoint.verified(note, keys.verifiers().getFirst().name(), keys.verifiers());
            if (checkpoint.size() <= newest.size()) {
                return note;
            }
        } catch (InvalidFormat e) {
            throw notOurs("is no checkpoint: " + e.getMessage());
        } catch (Unverified e) {
            throw notOurs("is none of this log: " + e.getMessage());
        }
        throw notOurs("is of a longer log than this one, which is now of %d entries: keep it, and ask why"
                .formatted(newest.size()));
    }

    private static RefusedException notOurs(String rule) {
        return Refusal.Invalid.of("/checkpoint", "NOT_A_CHECKPOINT", "The checkpoint " + rule + ".")
                .asException();
    }

    private Path write(Command command, SignedCheckpoint newest, @Nullable SignedNote old, List<Streams.Whole> wholes) {
        try {
            var folder = Files.createTempDirectory("evidence");
            var file = Files.createTempFile("evidence", ".zip");
            try (var out = Files.newOutputStream(file)) {
                var about = new Evidence(
                        clock.instant(),
                        command.by(),
                        CanonicalJson.write(command.query()),
                        SignedNote.parse(newest.note()),
                        old,
                        keys.verifiers(),
                        witnesses,
                        CanonicalJson.write(completeness(command.sight(), wholes)));
                var pages = new EvidencePages(entries, log, vertx, command, newest.size());
                var oldSize = old == null ? 0 : Checkpoint.parse(old.text()).size();
                EvidenceBundle.write(about, pages.entries(), pages.hashes(oldSize), keys.signers(), folder, out);
                return file;
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no bundle can be written", e);
        }
    }

    /** Of the aggregates that the bundle is about. A tenant is not told how much else a service of the platform has to say. */
    private static Map<String, Object> completeness(Sight sight, List<Streams.Whole> wholes) {
        var topics = new LinkedHashMap<String, Object>();
        wholes.forEach(whole -> topics.put(
                whole.topic(),
                sight.tenant() == null
                        ? Map.of(
                                "aggregates",
                                whole.aggregates(),
                                "expected",
                                whole.expected(),
                                "there",
                                whole.entries())
                        : Map.of("missing", whole.expected() - whole.entries())));
        return Map.of("topics", topics);
    }
}
