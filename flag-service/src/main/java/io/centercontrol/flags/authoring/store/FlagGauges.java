package io.centercontrol.flags.authoring.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How many flags there are, how many should be gone, what is held off, and how often the glass was broken. */
@ApplicationScoped
class FlagGauges {
    private final DatabaseGauges gauges;

    FlagGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.flags",
                "",
                "Flags that are not archived, by kind",
                List.of("kind"),
                "select kind, count(*) from flag where not archived group by kind");
        gauges.watch(
                "cc.flags.stale",
                "",
                "Flags that should be gone by now",
                List.of(),
                "select count(*) from flag where not archived and stale_at < now()");
        gauges.watch(
                "cc.kill.switches",
                "",
                "Kill switches that stand",
                List.of(),
                "select coalesce(sum(jsonb_array_length(document -> 'killSwitches')), 0)::bigint from flag where killed");
        gauges.watch(
                "cc.flag.break.glass",
                "",
                "Changes of sensitive flags that nobody approved, ever",
                List.of(),
                "select (select count(*) from flag_history where type = 'flag.changed-by-break-glass')"
                        + " + (select count(*) from rollout_history where type like '%-by-break-glass')");
    }
}
