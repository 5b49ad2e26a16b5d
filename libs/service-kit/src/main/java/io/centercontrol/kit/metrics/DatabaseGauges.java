package io.centercontrol.kit.metrics;

import io.centercontrol.kit.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Gauges whose values a query gives. All are read in one round every {@code cc.metrics.every}; a value that cannot be read
 * is absent, not old. Every instance of a service says the same: take the highest, not the sum.
 */
@ApplicationScoped
public class DatabaseGauges {
    private static final Logger LOG = Logger.getLogger(DatabaseGauges.class);

    private final Pool pool;
    private final MeterRegistry meters;
    private final Rounds rounds;
    private final Duration every;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private final AtomicBoolean begun = new AtomicBoolean();

    DatabaseGauges(
            Pool pool,
            MeterRegistry meters,
            Rounds rounds,
            @ConfigProperty(name = "cc.metrics.every", defaultValue = "15s") Duration every) {
        this.pool = pool;
        this.meters = meters;
        this.rounds = rounds;
        this.every = every;
    }

    private record Watched(List<String> labels, String sql, MultiGauge gauge) {}

    /**
     * Begins to show a query's rows.
     *
     * @param name as Micrometer writes it; Prometheus' underscores and unit are made of it
     * @param unit such as {@code bytes}; empty for a mere count
     * @param labels names of the query's columns but for the last, in their order; the last is the value
     */
    public void watch(String name, String unit, String description, List<String> labels, String sql) {
        var gauge = MultiGauge.builder(name)
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(description)
                .register(meters);
        watched.add(new Watched(labels, sql, gauge));
        if (begun.compareAndSet(false, true)) {
            rounds.begin("gauges", Duration.ofSeconds(1), () -> round().replaceWith(every));
        }
    }

    private Uni<Void> round() {
        return Multi.createFrom()
                .iterable(watched)
                .onItem()
                .transformToUniAndConcatenate(this::read)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> read(Watched one) {
        return pool.query(one.sql())
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> shown(one.labels(), row))
                        .toList())
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("a gauge cannot be read: %s", failure);
                    return List.of();
                })
                .invoke(rows -> one.gauge().register(rows, true))
                .replaceWithVoid();
    }

    private static MultiGauge.Row<?> shown(List<String> labels, Row row) {
        var tags = IntStream.range(0, labels.size())
                .mapToObj(i -> io.micrometer.core.instrument.Tag.of(labels.get(i), String.valueOf(row.getValue(i))))
                .toList();
        var value = (Number) row.getValue(labels.size());
        return MultiGauge.Row.of(Tags.of(tags), value == null ? Double.NaN : value.doubleValue());
    }
}
