package io.centercontrol.provisioning.ledger;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Removes, a bounded number at a time, what the ledger does not keep any longer. */
@ApplicationScoped
class LedgerWorker {
    private static final Duration AT_FIRST = Duration.ofMinutes(1);

    private final Rounds rounds;
    private final Ledger ledger;
    private final LedgerConfig config;

    LedgerWorker(Rounds rounds, Ledger ledger, LedgerConfig config) {
        this.rounds = rounds;
        this.ledger = ledger;
        this.config = config;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin(
                "pruning the ledger",
                AT_FIRST,
                () -> ledger.prune(config.kept())
                        .map(removed -> removed > 0 ? Duration.ofMillis(50) : config.pruneEvery()));
    }
}
