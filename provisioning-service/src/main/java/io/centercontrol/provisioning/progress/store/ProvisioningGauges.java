package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How many provisionings there are, by status. */
@ApplicationScoped
class ProvisioningGauges {
    private final DatabaseGauges gauges;

    ProvisioningGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.provisionings",
                "",
                "Provisionings by status",
                List.of("status"),
                "select status, count(*) from provisioning group by status");
    }
}
