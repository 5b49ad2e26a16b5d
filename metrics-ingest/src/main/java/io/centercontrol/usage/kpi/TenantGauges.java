package io.centercontrol.usage.kpi;

import io.centercontrol.kit.Rounds;
import io.centercontrol.usage.kpi.model.Order;
import io.centercontrol.usage.kpi.model.Ranked;
import io.centercontrol.usage.kpi.model.Span;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Meter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What tenants have used today (UTC), for Prometheus: those with the most by name, and all others as one, so that the number of
 * series is bounded by settings and not by tenants. Counted at most every {@code cc.kpi.fresh}, and only while somebody scrapes.
 */
@ApplicationScoped
class TenantGauges {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration UNSEEN = Duration.ofMinutes(5);
    private static final String OTHER = "other";

    private final Kpis kpis;
    private final ShowKpis showKpis;
    private final KpiConfig config;
    private final Rounds rounds;
    private final Clock clock;
    private final MultiGauge used;
    private volatile double active = Double.NaN;
    private volatile Instant scrapedAt = Instant.EPOCH;

    TenantGauges(Kpis kpis, ShowKpis showKpis, KpiConfig config, Rounds rounds, Clock clock, MeterRegistry registry) {
        this.kpis = kpis;
        this.showKpis = showKpis;
        this.config = config;
        this.rounds = rounds;
        this.clock = clock;
        this.used = MultiGauge.builder("cc.tenants.used.today")
                .description("What the tenants with the most have used since midnight (UTC), and all others together")
                .register(registry);
        Gauge.builder("cc.tenants.active.today", this, TenantGauges::scraped)
                .description("Tenants of which anything was counted since midnight (UTC)")
                .register(registry);
    }

    void begin(@Observes StartupEvent event) {
        if (config.metricsTop() > 0) {
            rounds.begin("usage for metrics", LOOK, this::look);
        }
    }

    private double scraped() {
        scrapedAt = clock.instant();
        return active;
    }

    private Uni<Duration> look() {
        return scrapedAt.isBefore(clock.instant().minus(UNSEEN))
                ? Uni.createFrom().item(LOOK)
                : run().replaceWith(config.fresh());
    }

    /** Counts, and shows that from then on. */
    Uni<Void> run() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var span = new Span(today, today);
        return kpis.activeTenants(span)
                .invoke(tenants -> active = tenants.value().doubleValue())
                .chain(() -> showKpis.known(List.of()))
                .chain(meters -> Multi.createFrom()
                        .iterable(meters)
                        .onItem()
                        .transformToUniAndConcatenate(meter -> rows(meter, span))
                        .collect()
                        .asList())
                .invoke(rows ->
                        used.register(rows.stream().flatMap(List::stream).toList(), true))
                .replaceWithVoid();
    }

    private Uni<List<MultiGauge.Row<?>>> rows(Meter meter, Span span) {
        var asked = new Kpis.Asked(meter.key(), meter.measure().aggregation(), span);
        return kpis.totals(asked, null)
                .chain(totals -> Multi.createFrom()
                        .iterable(totals.stream()
                                .filter(total -> total.value().value().signum() != 0)
                                .toList())
                        .onItem()
                        .transformToUniAndConcatenate(total -> kpis.ranking(asked, total.currency())
                                .map(lists -> rows(meter, total, lists.getOrDefault(Order.TOP, List.of()))))
                        .collect()
                        .asList()
                        .map(lists -> lists.stream().flatMap(List::stream).toList()));
    }

    private List<MultiGauge.Row<?>> rows(Meter meter, Kpis.Total total, List<Ranked> ranked) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        var rest = total.value().value();
        for (var one : ranked.stream().limit(config.metricsTop()).toList()) {
            var value = one.value().value();
            rest = rest.subtract(value);
            if (value.signum() != 0) {
                rows.add(row(meter, total, one.tenant().toString(), value));
            }
        }
        if (meter.measure().aggregation() != Aggregation.MAX) {
            rows.add(row(meter, total, OTHER, rest));
        }
        return rows;
    }

    private static MultiGauge.Row<?> row(Meter meter, Kpis.Total total, String tenant, BigInteger value) {
        return MultiGauge.Row.of(
                Tags.of("meter", meter.key(), "currency", total.currency(), "tenant", tenant), value.doubleValue());
    }
}
