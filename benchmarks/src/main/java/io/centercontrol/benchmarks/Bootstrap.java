package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.EntitlementEvents;
import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.parts.Trees;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a new instance reads before it serves with all that it was told, and what it holds on to. */
@Command(name = "bootstrap", header = "A new instance's first reading of all tenants: time and retained heap.")
final class Bootstrap implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(names = "--tenants", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Option(
            names = "--tail",
            defaultValue = "1000000",
            description = "Records after the first of each. Default: ${DEFAULT-VALUE}.")
    private int tail;

    @Option(
            names = "--entitlements",
            description = "Each tenant has entitlements too, and the instance is ready once it has them all.")
    private boolean entitled;

    @Option(names = "--runs", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.parts()) {
            fill(suite);
            var floor = new Sample();
            var time = new Sample();
            var heap = 0L;
            for (var run = 0; run < runs; run++) {
                floor.addNanos(read(suite));
                heap = Math.max(heap, start(suite, time));
            }
            Table.begin();
            Table.row(
                    "bootstrap of %,d tenants, %,d records%s, beside a plain consumer of them"
                            .formatted(tenants, tenants + tail, entitled ? ", and as many entitlements" : ""),
                    time.p50() / 1000,
                    floor.p50() / 1000,
                    "s",
                    entitled ? "< 8 s" : "< 5 s");
            Table.row("heap that it retains", heap / (1 << 20) + " MiB", entitled ? "≤ 200 MB" : "≤ 100 MB");
        }
        return 0;
    }

    private void fill(Suite suite) {
        Suite.say("writing %,d records".formatted(tenants + tail));
        var environment = suite.environment();
        var settings = suite.kafka();
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        settings.put("buffer.memory", "67108864");
        var ids = TenantIds.some(tenants);
        var first = new Tenant[tenants];
        try (var platform = new Platform(
                        environment.prefix(),
                        environment.addresses().bootstrap(),
                        URI.create(environment.addresses().registryUrl()));
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var i = 0; i < tenants; i++) {
                first[i] = Events.as(SampleTenant.active("sample"), ids[i], "shop" + i);
                say(environment.name(Contract.TENANTS), platform, producer, first[i]);
            }
            for (var i = 0; i < tail; i++) {
                say(
                        environment.name(Contract.TENANTS),
                        platform,
                        producer,
                        Events.at(first[i % tenants], 2 + i / tenants));
            }
            var plans = Plans.some();
            for (var i = 0; entitled && i < tenants; i++) {
                var said = EntitlementEvents.of(ids[i], 1, plans[i % plans.length]);
                var id = ids[i].toString();
                producer.send(new ProducerRecord<>(
                        environment.name(Contract.ENTITLEMENTS),
                        null,
                        id,
                        platform.bytes(said),
                        Platform.headers(id, 1)));
            }
        }
    }

    private static void say(String topic, Platform platform, KafkaProducer<String, byte[]> producer, Tenant tenant) {
        var id = tenant.id().toString();
        producer.send(
                new ProducerRecord<>(topic, null, id, platform.bytes(tenant), Platform.headers(id, tenant.version())));
    }

    /** The floor: the same bytes read by a plain client and not looked at. */
    private static long read(Suite suite) {
        var settings = new HashMap<>(suite.kafka());
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("max.poll.records", "1000");
        settings.put("fetch.max.bytes", "8388608");
        var topics = Stream.of(Contract.TENANTS, Contract.ENTITLEMENTS).map(suite.environment()::name);
        var begun = System.nanoTime();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = topics.flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(50));
            }
        }
        return System.nanoTime() - begun;
    }

    /** Starts an instance with an empty folder; gives the heap that it holds on to. */
    private long start(Suite suite, Sample time) throws IOException, InterruptedException {
        var environment = suite.environment();
        var folder = Files.createTempDirectory("center-control-bench");
        var before = used();
        var begun = System.nanoTime();
        try (var plane = DataPlane.start(suite.dataPlane(folder).build())) {
            while (!isReady(plane)) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IOException("it does not become ready: " + plane.status());
                }
                Thread.sleep(2);
            }
            time.addNanos(System.nanoTime() - begun);
            if (plane.status().tenants() != tenants) {
                throw new IOException("it has " + plane.status().tenants() + " tenants");
            }
            return used() - before;
        } finally {
            Trees.delete(folder);
        }
    }

    private boolean isReady(DataPlane plane) {
        var status = plane.status();
        return status.health() == Health.READY
                && status.entitlements().health() == Health.READY
                && status.entitlements().records() == (entitled ? tenants : 0);
    }

    private static long used() throws InterruptedException {
        for (var i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
