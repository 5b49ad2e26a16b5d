package io.centercontrol.audit.trail;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.Transactions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Asks owners for versions that were passed over: they have them in their histories, and send them again. */
@ApplicationScoped
public class AskForMissing {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Fewer a minute than an owner answers; see {@code cc.repairs.most-versions}. */
    private static final int AT_ONCE = 8;

    private final Transactions transactions;
    private final Streams streams;
    private final MissingEncoder encoder;
    private final Outbox outbox;
    private final Rounds rounds;
    private final Clock clock;

    AskForMissing(
            Transactions transactions,
            Streams streams,
            MissingEncoder encoder,
            Outbox outbox,
            Rounds rounds,
            Clock clock) {
        this.transactions = transactions;
        this.streams = streams;
        this.encoder = encoder;
        this.outbox = outbox;
        this.rounds = rounds;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        rounds.beginDue("asking for missing versions", LOOK, streams::nextDue, () -> run().replaceWith(LOOK));
    }

    /** Asks for what is due. */
    public Uni<Void> run() {
        return transactions.run(session -> streams.takeDue(clock.instant(), AT_ONCE)
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(gap -> outbox.append(session, encoder.ofVersions(gap)))
                        .onItem()
                        .ignoreAsUni()));
    }
}
