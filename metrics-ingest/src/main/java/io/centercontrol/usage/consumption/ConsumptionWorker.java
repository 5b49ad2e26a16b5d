package io.centercontrol.usage.consumption;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Tells of all tenants; at rest while nobody uses anything. */
@ApplicationScoped
class ConsumptionWorker {
    /** What one instance has marked and not told of is told of by another. */
    private static final String WORK = "(select min(look_at) as at from consumption where look_at is not null"
            + " union all (select at from consumption_mark order by id limit 1)) w";

    private final Rounds rounds;
    private final TellConsumption tellConsumption;
    private final DueTimes dueTimes;
    private final ConsumptionConfig config;

    ConsumptionWorker(Rounds rounds, TellConsumption tellConsumption, DueTimes dueTimes, ConsumptionConfig config) {
        this.rounds = rounds;
        this.tellConsumption = tellConsumption;
        this.dueTimes = dueTimes;
        this.config = config;
    }

    void begin(@Observes StartupEvent event) {
        rounds.beginDue(
                "telling consumption",
                config.look(),
                dueTimes.of("w.at", WORK),
                () -> tellConsumption.run().map(isMore -> isMore ? Duration.ZERO : config.look()));
    }
}
