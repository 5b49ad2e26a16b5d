package io.centercontrol.flags.use.store;

import io.centercontrol.flags.use.UseConfig;
import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How many flags are needed no more by their use, and how many are asked for that there are not. */
@ApplicationScoped
class UseGauges {
    private final DatabaseGauges gauges;
    private final UseConfig config;

    UseGauges(DatabaseGauges gauges, UseConfig config) {
        this.gauges = gauges;
        this.config = config;
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.flags.stale.by.use",
                "",
                "Flags that are needed no more by their use",
                List.of(),
                "select count(*) from flag where not archived and flag_stale_by_use(id, kind,"
                        + " cast(document ->> 'createdAt' as timestamptz), now() - make_interval(secs => "
                        + config.quiet().toSeconds() + "))");
        gauges.watch(
                "cc.flags.unknown",
                "",
                "Keys that were asked for in the last day and are no flag's",
                List.of(),
                "select count(distinct u.flag) from flag_use u where u.since >= now() - interval '1 day'"
                        + " and u.outcome = 'NO_FLAG' and not exists (select 1 from flag f where f.id = u.flag"
                        + " and not f.archived)");
    }
}
