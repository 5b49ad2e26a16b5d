package io.centercontrol.flags.rollouts.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How many rollouts there are, by how far they are. */
@ApplicationScoped
class RolloutGauges {
    private final DatabaseGauges gauges;

    RolloutGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.flag.rollouts",
                "",
                "Rollouts of flags, by state",
                List.of("state"),
                "select state, count(*) from rollout group by state");
    }
}
