package io.centercontrol.tenants.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How many tenants there are, by kind and status. */
@ApplicationScoped
class TenantGauges {
    private final DatabaseGauges gauges;

    TenantGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.tenants",
                "",
                "Tenants by kind and status",
                List.of("kind", "status"),
                "select kind, status, count(*) from tenant group by kind, status");
    }
}
