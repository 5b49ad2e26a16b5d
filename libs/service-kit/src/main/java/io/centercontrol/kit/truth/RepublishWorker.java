package io.centercontrol.kit.truth;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.inbox.Quarantine;
import io.centercontrol.kit.sql.DueTimes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries republish operations out, a part at a time: events and progress are committed together, so that after a crash it
 * goes on where it was. One instance works on an operation at a time, and no faster than the configured rate.
 */
@ApplicationScoped
class RepublishWorker {
    private static final Duration AT_FIRST = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final int MOST_AT_ONCE = 50;

    private final Rounds rounds;
    private final Mutiny.SessionFactory sessions;
    private final RepublishStore store;
    private final Truths truths;
    private final MeterRegistry meters;
    private final int rate;

    RepublishWorker(
            Rounds rounds,
            Mutiny.SessionFactory sessions,
            RepublishStore store,
            Truths truths,
            MeterRegistry meters,
            @ConfigProperty(name = "cc.republish.rate", defaultValue = "500") int rate) {
        this.rounds = rounds;
        this.sessions = sessions;
        this.store = store;
        this.truths = truths;
        this.meters = meters;
        this.rate = Math.max(1, rate);
    }

    void begin(@Observes StartupEvent start) {
        if (!truths.all().isEmpty()) {
            rounds.beginDue("republishing", AT_FIRST, DueTimes::never, this::round);
        }
    }

    private Uni<Duration> round() {
        var began = System.nanoTime();
        return sessions.withTransaction((session, tx) -> store.next(session)
                        .chain(operation -> operation == null ? Uni.createFrom().item(-1) : part(session, operation)))
                .map(sent -> sent < 0 ? IDLE : pause(sent, System.nanoTime() - began));
    }

    /** What is left of the time that so many may take. */
    private Duration pause(int sent, long nanos) {
        return Duration.ofNanos(Math.max(0, sent * 1_000_000_000L / rate - nanos));
    }

    private Uni<Integer> part(Mutiny.Session session, RepublishOperation operation) {
        var topics = operation.topicNames();
        if (operation.atTopic() >= topics.size()) {
            return store.end(session, operation.id()).replaceWith(0);
        }
        var most = Math.max(1, Math.min(MOST_AT_ONCE, rate / 4));
        var truth = truths.of(topics.get(operation.atTopic()));
        var nextTopic = store.advance(session, operation.id(), operation.atTopic() + 1, "", 0, List.of());
        return truth.isEmpty()
                ? nextTopic.replaceWith(0)
                : truth.get()
                        .ids(operation.which(), operation.afterId(), most)
                        .chain(ids -> ids.isEmpty()
                                ? nextTopic.replaceWith(0)
                                : send(truth.get(), ids)
                                        .call(failures -> store.advance(
                                                session,
                                                operation.id(),
                                                operation.atTopic(),
                                                ids.getLast(),
                                                ids.size(),
                                                failures))
                                        .replaceWith(ids.size()));
    }

    /** The failures. One after the other, in the order of ids, like everyone who locks many. */
    private Uni<List<String>> send(Truth truth, List<String> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> truth.republish(id)
                        .map(done -> Optional.<String>empty())
                        .onFailure()
                        .recoverWithItem(failure -> Optional.of(id + ": " + Quarantine.reason(failure))))
                .collect()
                .asList()
                .invoke(sent ->
                        meters.counter("cc.republished", "topic", truth.topic()).increment(sent.size()))
                .map(results -> results.stream().flatMap(Optional::stream).toList());
    }
}
