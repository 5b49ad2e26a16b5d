package io.centercontrol.usage.consumption;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Time has passed: what was used in months that are over for long is dropped. */
@ApplicationScoped
public class TidyConsumption {
    private static final Duration PAUSE = Duration.ofHours(6);

    private final Uses uses;
    private final Rounds rounds;
    private final ConsumptionConfig config;
    private final Clock clock;

    TidyConsumption(Uses uses, Rounds rounds, ConsumptionConfig config, Clock clock) {
        this.uses = uses;
        this.rounds = rounds;
        this.config = config;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin("old consumption", Duration.ofMinutes(6), () -> run().replaceWith(PAUSE));
    }

    /** Done again it finds nothing to do. */
    public Uni<Void> run() {
        return uses.tidy(LocalDate.ofInstant(clock.instant().minus(config.kept()), ZoneOffset.UTC));
    }
}
