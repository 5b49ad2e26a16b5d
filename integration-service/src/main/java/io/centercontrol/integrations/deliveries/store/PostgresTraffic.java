package io.centercontrol.integrations.deliveries.store;

import io.centercontrol.integrations.endpoints.Traffic;
import io.centercontrol.kit.metrics.DatabaseGauges;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How it goes, out of the lanes and what waits in them; as figures of an endpoint, and as gauges of all. */
@Singleton
class PostgresTraffic implements Traffic {
    private static final String FIGURES = """
            select cast(to_jsonb(r) as text) from (
              select l.endpoint_id as id, l.failures, l.failing_since, l.delivered_at, (select count(*) from webhook_delivery d
                where d.endpoint_id = l.endpoint_id and d.state = 'PENDING') as pending
              from webhook_lane l
              where l.endpoint_id in (select cast(e as uuid) from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) e)) r
            """;

    private final Mutiny.SessionFactory sessions;
    private final DatabaseGauges gauges;

    PostgresTraffic(Mutiny.SessionFactory sessions, DatabaseGauges gauges) {
        this.sessions = sessions;
        this.gauges = gauges;
    }

    private record Row(
            UUID id,
            long pending,
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant deliveredAt) {
        Figures figures() {
            return new Figures(pending, failures, failingSince, deliveredAt);
        }
    }

    @Override
    public Uni<Map<UUID, Figures>> of(Collection<UUID> endpoints) {
        return sessions.withSession(session -> OneColumn.select(session, FIGURES, String.class)
                        .setParameter("ids", Rows.write(List.copyOf(endpoints)))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, Row.class))
                        .collect(Collectors.toMap(Row::id, Row::figures)));
    }

    void begin(@Observes StartupEvent event) {
        gauges.watch(
                "cc.webhook.endpoints",
                "",
                "Webhook endpoints, by whether they are enabled, and why not",
                List.of("state"),
                "select coalesce(document ->> 'disabled', 'ENABLED'), count(*) from webhook_endpoint where not removed group by 1");
        gauges.watch(
                "cc.webhook.pending",
                "",
                "Deliveries that wait at endpoints that are enabled",
                List.of(),
                "select count(*) from webhook_delivery d join webhook_lane l on l.endpoint_id = d.endpoint_id and l.open"
                        + " where d.state = 'PENDING'");
        gauges.watch(
                "cc.webhook.oldest.pending",
                "seconds",
                "Age of the oldest of them",
                List.of(),
                "select coalesce(extract(epoch from now() - min(d.created_at)), 0)::float8 from webhook_delivery d"
                        + " join webhook_lane l on l.endpoint_id = d.endpoint_id and l.open where d.state = 'PENDING'");
        gauges.watch(
                "cc.webhook.failing.endpoints",
                "",
                "Enabled endpoints at which the last five attempts or more have failed",
                List.of(),
                "select count(*) from webhook_lane where open and failures >= 5");
    }
}
