package io.centercontrol.plans.subscription.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How many tenants have which plan, how many wait for one, and how many a migration has yet to move. */
@ApplicationScoped
class SubscriptionGauges {
    private final DatabaseGauges gauges;

    SubscriptionGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.subscriptions",
                "",
                "Subscriptions by plan and version",
                List.of("plan", "version"),
                "select plan, plan_version, count(*) from subscription group by plan, plan_version");
        gauges.watch(
                "cc.tenants.without.plan",
                "",
                "Tenants for which there is no plan to give",
                List.of(),
                "select count(*) from tenant where not begun and not leaving and not gone");
        gauges.watch(
                "cc.migration.tenants",
                "",
                "Tenants of migrations that run, by how far they are",
                List.of("step"),
                "select s.step, coalesce(sum(s.n), 0)::bigint from migration m, lateral (values ('PENDING', m.pending),"
                        + " ('MOVED', m.moved), ('SKIPPED', m.skipped), ('FAILED', m.failed)) s(step, n)"
                        + " where m.state = 'RUNNING' group by s.step");
    }
}
