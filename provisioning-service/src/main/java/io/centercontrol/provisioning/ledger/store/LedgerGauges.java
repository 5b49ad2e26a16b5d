package io.centercontrol.provisioning.ledger.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What the ledger says of now: how long changes take to be applied, and which instances there are. */
@ApplicationScoped
class LedgerGauges {
    /** Only instances that ran when a change came: one that starts applies what is long past. */
    private static final String APPLIED = """
            with passed as (
              select i.service, extract(epoch from m.appended_at - e.appended_at) as seconds
              from (select * from ledger_event where appended_at > clock_timestamp() - interval '5 minutes'
                order by appended_at desc limit 2000) e
              join instance i on i.run_heard_at <= e.appended_at
              join lateral (
                select k.appended_at from position_mark k
                where k.topic_id = e.topic_id and k.partition = e.partition and k.instance_no = i.no
                  and k.next_offset > e.record_offset
                order by k.next_offset limit 1) m on true)
            select service, unnest(array['0.5', '0.99']),
              unnest(percentile_cont(array[0.5, 0.99]) within group (order by seconds))
            from passed group by service
            """;

    private static final String INSTANCES = """
            select service, health, count(*) from instance where not stopping and gone_at is null group by service, health
            """;

    private final DatabaseGauges gauges;

    LedgerGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.ledger.applied",
                "seconds",
                "From a change on its topic to an instance past it, over the last five minutes",
                List.of("service", "quantile"),
                APPLIED);
        gauges.watch(
                "cc.instances",
                "",
                "Instances of tenant services by the health that they told last",
                List.of("service", "health"),
                INSTANCES);
    }
}
