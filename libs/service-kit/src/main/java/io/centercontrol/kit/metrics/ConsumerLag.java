package io.centercontrol.kit.metrics;

import io.centercontrol.kit.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How far each channel's consumer is behind the end of its topics, as the consumer itself knows it: unlike a committed
 * offset, its position is past the markers of transactions, so that nothing to read is 0.
 */
@ApplicationScoped
class ConsumerLag {
    private final KafkaClientService clients;
    private final Rounds rounds;
    private final Duration every;
    private final MultiGauge gauge;

    ConsumerLag(
            KafkaClientService clients,
            MeterRegistry meters,
            Rounds rounds,
            @ConfigProperty(name = "cc.metrics.every", defaultValue = "15s") Duration every) {
        this.clients = clients;
        this.rounds = rounds;
        this.every = every;
        this.gauge = MultiGauge.builder("cc.consumer.lag")
                .baseUnit("records")
                .description("Records that this instance has yet to read of the partitions it holds")
                .register(meters);
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin(
                "consumer lag",
                Duration.ofSeconds(1),
                () -> Uni.createFrom()
                        .item(this::rows)
                        .invoke(rows -> gauge.register(rows, true))
                        .replaceWith(every));
    }

    private List<MultiGauge.Row<?>> rows() {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        for (var channel : clients.getConsumerChannels()) {
            for (KafkaConsumer<?, ?> consumer : clients.getConsumers(channel)) {
                behind(consumer.unwrap().metrics().values())
                        .forEach((topic, records) ->
                                rows.add(MultiGauge.Row.of(Tags.of("channel", channel, "topic", topic), records)));
            }
        }
        return rows;
    }

    /** The lag of all partitions that the consumer holds, by topic. */
    private static Map<String, Double> behind(Iterable<? extends Metric> metrics) {
        var byTopic = new HashMap<String, Double>();
        for (var metric : metrics) {
            var name = metric.metricName();
            if (name.name().equals("records-lag") && metric.metricValue() instanceof Double lag && !lag.isNaN()) {
                byTopic.merge(name.tags().getOrDefault("topic", ""), lag, Double::sum);
            }
        }
        return byTopic;
    }
}
