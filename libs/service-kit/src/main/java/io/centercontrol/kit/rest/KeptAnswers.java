package io.centercontrol.kit.rest;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** Forgets the answers of Idempotency-Keys after their time, a bounded number in each transaction. */
@ApplicationScoped
class KeptAnswers {
    private static final Duration AT_FIRST = Duration.ofMinutes(2);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration NEXT_PART = Duration.ofMillis(100);
    private static final int PART = 1_000;

    private final Rounds rounds;
    private final Mutiny.SessionFactory sessions;
    private final Clock clock;
    private final Duration kept;

    KeptAnswers(
            Rounds rounds,
            Mutiny.SessionFactory sessions,
            Clock clock,
            @ConfigProperty(name = "cc.idempotency.kept", defaultValue = "48H") Duration kept) {
        this.rounds = rounds;
        this.sessions = sessions;
        this.clock = clock;
        this.kept = kept;
    }

    void begin(@Observes StartupEvent start) {
        rounds.begin(
                "forgetting kept answers",
                AT_FIRST,
                () -> sessions.withTransaction((session, tx) -> session.createNativeQuery(
                                        "delete from idempotency where ctid in (select ctid from idempotency"
                                                + " where created_at < :before limit " + PART + ")")
                                .setParameter(
                                        "before", clock.instant().minus(kept).atOffset(ZoneOffset.UTC))
                                .executeUpdate())
                        .map(rows -> rows == PART ? NEXT_PART : BETWEEN));
    }
}
