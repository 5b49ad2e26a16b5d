package io.centercontrol.usage.statements;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Closes what is due; at rest until the next period's time has come. */
@ApplicationScoped
class StatementWorker {
    private final Rounds rounds;
    private final CloseStatements closeStatements;
    private final DueTimes dueTimes;
    private final StatementConfig config;

    StatementWorker(Rounds rounds, CloseStatements closeStatements, DueTimes dueTimes, StatementConfig config) {
        this.rounds = rounds;
        this.closeStatements = closeStatements;
        this.dueTimes = dueTimes;
        this.config = config;
    }

    void begin(@Observes StartupEvent event) {
        for (var i = 1; i <= config.atOnce(); i++) {
            rounds.beginDue(
                    "closing statements " + i,
                    config.look(),
                    dueTimes.of("look_at", "statement_account where look_at is not null"),
                    () -> closeStatements.run().map(isMore -> isMore ? Duration.ZERO : config.look()));
        }
    }
}
