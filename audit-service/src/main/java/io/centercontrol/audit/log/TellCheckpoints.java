package io.centercontrol.audit.log;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells the platform how long the log has become, soon after it has, and not for each batch of entries. */
@ApplicationScoped
public class TellCheckpoints {
    private final TransparencyLog log;
    private final Rounds rounds;
    private final LogConfig config;

    TellCheckpoints(TransparencyLog log, Rounds rounds, LogConfig config) {
        this.log = log;
        this.rounds = rounds;
        this.config = config;
    }

    void begin(@Observes StartupEvent start) {
        rounds.beginDue(
                "telling checkpoints",
                config.tellEvery(),
                DueTimes::never,
                () -> run().replaceWith(config.tellEvery()));
    }

    /** Tells the newest, if it was not told. */
    public Uni<Boolean> run() {
        return log.tell();
    }
}
