package io.centercontrol.kit.metrics;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * What every service's database says of its outbox and its inbox. That a connector reads is seen at its slot: Connect can
 * call a task running that is dead.
 */
@ApplicationScoped
class KitGauges {
    private static final String SLOTS =
            " from pg_replication_slots where database = current_database() and slot_type = 'logical'";

    private final DatabaseGauges gauges;

    KitGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.slot.behind",
                "bytes",
                "Log that the outbox's connector has not confirmed yet",
                List.of("slot"),
                "select slot_name::text, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)" + SLOTS);
        gauges.watch(
                "cc.slot.retained",
                "bytes",
                "Log that PostgreSQL keeps for the outbox's connector",
                List.of("slot"),
                "select slot_name::text, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)" + SLOTS);
        gauges.watch(
                "cc.connector.streaming",
                "",
                "1 while the outbox's connector reads its slot, else 0",
                List.of("slot"),
                "select slot_name::text, active::int" + SLOTS);
        gauges.watch(
                "cc.outbox.waiting",
                "events",
                "Events that are not known to be on their topics; no more than 10000 are counted",
                List.of(),
                "select count(*) from (select from outbox limit 10000) waiting");
        gauges.watch(
                "cc.quarantine.open",
                "records",
                "Records that are set aside",
                List.of("channel"),
                "select channel, count(*) from quarantine where state = 'SET_ASIDE' group by channel");
    }
}
