package io.centercontrol.audit.trail.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How long the trail is, what it lacks, and how far its witnesses are behind, for alerts. */
@ApplicationScoped
class TrailGauges {
    private final DatabaseGauges gauges;

    TrailGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent start) {
        gauges.watch("cc.audit.entries", "", "Entries of the audit trail", List.of(), "select size from log_head");
        gauges.watch(
                "cc.audit.missing",
                "",
                "Versions of aggregates that the trail lacks",
                List.of(),
                "select coalesce(sum(left_over), 0) from gap where healed_at is null");
        gauges.watch(
                "cc.audit.witness.lag",
                "",
                "Entries that a witness has not signed yet",
                List.of("witness"),
                "select c.witness, h.size - c.size from log_cosignature c cross join log_head h");
    }
}
