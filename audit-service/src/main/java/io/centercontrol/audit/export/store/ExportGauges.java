package io.centercontrol.audit.export.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How exports stand, for alerts. */
@ApplicationScoped
class ExportGauges {
    private final DatabaseGauges gauges;

    ExportGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent start) {
        gauges.watch(
                "cc.audit.exports",
                "",
                "Exports of the trail",
                List.of("state"),
                "select state, count(*) from trail_export group by state");
    }
}
