package io.centercontrol.usage.intake.kafka;

import io.centercontrol.events.Sender;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.Usage;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.schemas.Contract;
import io.centercontrol.usage.accept.model.Event;
import io.centercontrol.usage.intake.EventLog;
import io.centercontrol.usage.intake.IntakeConfig;
import io.centercontrol.usage.intake.model.IntakeRefusals;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The log on Kafka: {@code cc.usage.metrics-ingest.v1}, to which this service writes by itself. Its events have no numbers: another
 * instance, or this one after a restart, has nothing to go on from, and their ids count once.
 */
@Singleton
class KafkaEventLog implements EventLog {
    private static final Logger LOG = Logger.getLogger(KafkaEventLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_EVENTS = 1_000;

    /** Below what a record of the topic may have, with room for its head. */
    private static final int MOST_BYTES = 900_000;

    private static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
            ProducerConfig.LINGER_MS_CONFIG, "0",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(1 << 20),
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000",
            ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");

    private final AvroWire wire;
    private final Contract.Topic topic;
    private final Sender sender;
    private final KafkaProducer<String, byte[]> producer;
    private final long mostWaiting;
    private final AtomicLong waiting = new AtomicLong();
    private final MeterRegistry metrics;

    KafkaEventLog(
            AvroWire wire,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            IntakeConfig config,
            MeterRegistry metrics) {
        this.wire = wire;
        this.topic = Contract.usage(service);
        this.sender = Sender.newBuilder()
                .setService(service)
                .setInstanceId(UUID.randomUUID().toString())
                .setSdkVersion("http")
                .setStartedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
        var settings = new HashMap<String, Object>();
        // The broker's settings hold those of consumers too, which a producer would warn about.
        kafka.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.putAll(SETTINGS);
        // What waits is bounded here, and said; it never finds the producer's memory full.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(config.mostWaiting() + (8 << 20)));
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.mostWaiting = config.mostWaiting();
        this.metrics = metrics;
        metrics.gauge("cc.events.waiting", waiting);
    }

    void begin(@Observes StartupEvent event) {
        wire.prepareNow(topic, PATIENCE);
    }

    void end(@Observes ShutdownEvent event) {
        producer.close(Duration.ofSeconds(2));
    }

    @Override
    public Uni<Void> append(UUID key, List<Event> events) {
        var records = records(key, events);
        var number = events.size();
        var bytes = records.stream().mapToLong(record -> record.value().length).sum();
        if (waiting.addAndGet(bytes) > mostWaiting) {
            waiting.addAndGet(-bytes);
            throw IntakeRefusals.busy();
        }
        // Whoever sends may have to wait for the topic's partitions, or for room: never on an event loop.
        return VertxContext.aside(() -> send(records))
                .chain(sent -> VertxContext.backHere(Uni.createFrom().completionStage(sent)))
                .onTermination()
                .invoke(() -> waiting.addAndGet(-bytes))
                .invoke(() -> metrics.counter("cc.events.taken").increment(number))
                .onFailure()
                .transform(failure -> {
                    LOG.warnf("%d events are not in the log: %s", number, failure);
                    return IntakeRefusals.logAway();
                });
    }

    private CompletableFuture<Void> send(List<ProducerRecord<String, byte[]>> records) {
        var all = new ArrayList<CompletableFuture<Void>>();
        for (var record : records) {
            var one = new CompletableFuture<Void>();
            all.add(one);
            producer.send(record, (written, failure) -> {
                if (failure == null) {
                    one.complete(null);
                } else {
                    one.completeExceptionally(failure);
                }
            });
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** As few as can be: by number, and by what each may come to in bytes. */
    private List<ProducerRecord<String, byte[]>> records(UUID key, List<Event> events) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        var part = new ArrayList<UsageEvent>();
        var size = 0L;
        for (var event : events) {
            var more = mostBytes(event);
            if (part.size() == MOST_EVENTS || (!part.isEmpty() && size + more > MOST_BYTES)) {
                records.add(record(key, part));
                part.clear();
                size = 0;
            }
            part.add(told(event));
            size += more;
        }
        records.add(record(key, part));
        return records;
    }

    /** At most three bytes a UTF-16 unit, and a head. */
    private static long mostBytes(Event event) {
        var id = event.id();
        return 100L
                + 3L * ((id == null ? 0 : id.length()) + event.meter().length())
                + event.properties().entrySet().stream()
                        .mapToLong(one -> 10L
                                + 3L * (one.getKey().length() + one.getValue().length()))
                        .sum();
    }

    private ProducerRecord<String, byte[]> record(UUID key, List<UsageEvent> events) {
        var run = UUID.randomUUID();
        var usage = Usage.newBuilder()
                .setSender(sender)
                .setProducer(key.toString())
                .setEpoch(1)
                .setRun(run)
                .setFirst(0)
                .setEvents(List.copyOf(events))
                .build();
        // By its run, so that what one key sends is shared by all partitions.
        return new ProducerRecord<>(wire.name(topic), run.toString(), wire.encode(topic, usage));
    }

    private static UsageEvent told(Event event) {
        return UsageEvent.newBuilder()
                .setId(event.id())
                .setMeter(event.meter())
                .setTenantId(event.tenant().value())
                .setAmount(event.amount())
                .setHappenedAt(event.happenedAt())
                .setProperties(event.properties())
                .setGrade(
                        switch (event.grade()) {
                            case BILLING -> MeterGrade.BILLING;
                            case TELEMETRY -> MeterGrade.TELEMETRY;
                        })
                .build();
    }
}
