package io.centercontrol.audit.log.witness;

import io.centercontrol.audit.log.Cosignatures;
import io.centercontrol.audit.log.LogConfig;
import io.centercontrol.audit.log.Prove;
import io.centercontrol.audit.log.SignedCheckpoint;
import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.log.Witness;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.sql.DueTimes;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.NoteSignature;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.Unverified;
import io.centercontrol.tlog.WitnessAnswer;
import io.centercontrol.tlog.WitnessRequest;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks each witness to sign how long the log has become. One that is away, or refuses, holds up nobody: the log grows on, and its
 * checkpoints have one signature less. One that has signed a longer log than there is knows that this one was set back.
 */
@Singleton
class AskWitnesses {
    private static final Logger LOG = Logger.getLogger(AskWitnesses.class);
    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TransparencyLog log;
    private final Cosignatures cosignatures;
    private final Prove prove;
    private final Rounds rounds;
    private final Duration every;
    private final List<Witness> witnesses;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    AskWitnesses(TransparencyLog log, Cosignatures cosignatures, Prove prove, Rounds rounds, LogConfig config) {
        this.log = log;
        this.cosignatures = cosignatures;
        this.prove = prove;
        this.rounds = rounds;
        this.every = config.witnessEvery();
        this.witnesses = Witness.all(config);
    }

    void begin(@Observes StartupEvent start) {
        if (!witnesses.isEmpty()) {
            rounds.beginDue("asking witnesses", every, DueTimes::never, () -> round().replaceWith(every));
        }
    }

    private Uni<Void> round() {
        return log.newest()
                .chain(newest -> newest.size() == 0
                        ? Uni.createFrom().voidItem()
                        : Multi.createFrom()
                                .iterable(witnesses)
                                .onItem()
                                .transformToUniAndConcatenate(witness -> ask(witness, newest))
                                .onItem()
                                .ignoreAsUni());
    }

    private Uni<Void> ask(Witness witness, SignedCheckpoint newest) {
        return cosignatures
                .size(witness.key().name())
                .chain(size -> size == newest.size()
                        ? Uni.createFrom().voidItem()
                        : ask(witness, newest, Math.min(size, newest.size()), true))
                .onFailure()
                .invoke(failure -> LOG.warnf("witness %s: %s", witness.key().name(), failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> ask(Witness witness, SignedCheckpoint newest, long from, boolean again) {
        var checkpoint = SignedNote.parse(newest.note());
        return prove.consistency(from, newest.size())
                .map(proof -> new WitnessRequest(from, proof, checkpoint))
                .chain(request -> post(witness, request))
                .map(answer -> read(witness, checkpoint, answer))
                .chain(answer -> switch (answer) {
                    case WitnessAnswer.Cosigned signed ->
                        cosignatures.keep(
                                witness.key().name(),
                                newest.size(),
                                signed.signatures().stream()
                                        .map(NoteSignature::line)
                                        .toList());
                    case WitnessAnswer.OtherSize other -> otherSize(witness, newest, other.size(), again);
                    case WitnessAnswer.Refused refused -> {
                        LOG.errorf(
                                "witness %s signs nothing: %d %s",
                                witness.key().name(), refused.status(), refused.why());
                        yield Uni.createFrom().voidItem();
                    }
                });
    }

    private Uni<Void> otherSize(Witness witness, SignedCheckpoint newest, long size, boolean again) {
        if (size > newest.size()) {
            LOG.errorf(
                    "witness %s has signed a log of %d entries, and this one has %d: it was set back, or somebody else signs with its key",
                    witness.key().name(), size, newest.size());
            return Uni.createFrom().voidItem();
        }
        return again ? ask(witness, newest, size, false) : Uni.createFrom().voidItem();
    }

    private Uni<HttpResponse<String>> post(Witness witness, WitnessRequest request) {
        var sent = HttpRequest.newBuilder(witness.address())
                .timeout(PATIENCE)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(request.body()))
                .build();
        return VertxContext.backHere(
                Uni.createFrom().completionStage(() -> http.sendAsync(sent, BodyHandlers.ofString())));
    }

    private static WitnessAnswer read(Witness witness, SignedNote checkpoint, HttpResponse<String> answer) {
        try {
            return WitnessAnswer.read(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body(),
                    checkpoint,
                    List.of(witness.key()));
        } catch (InvalidFormat | Unverified e) {
            return new WitnessAnswer.Refused(answer.statusCode(), "its answer makes no sense: " + e.getMessage());
        }
    }
}
