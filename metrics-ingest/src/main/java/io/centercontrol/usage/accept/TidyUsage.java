package io.centercontrol.usage.accept;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Time has passed: whole months that were kept for long enough are dropped. */
@ApplicationScoped
public class TidyUsage {
    private static final Duration PAUSE = Duration.ofHours(6);

    private final Ledger ledger;
    private final Rounds rounds;
    private final Clock clock;

    TidyUsage(Ledger ledger, Rounds rounds, Clock clock) {
        this.ledger = ledger;
        this.rounds = rounds;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin("old usage", Duration.ofMinutes(5), () -> run().replaceWith(PAUSE));
    }

    /** Done again it finds nothing to do. */
    public Uni<Void> run() {
        return ledger.tidy(clock.instant());
    }
}
