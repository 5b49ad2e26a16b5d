package io.centercontrol.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.wire.GuardedReader;
import io.centercontrol.wire.MalformedValue;
import io.centercontrol.wire.WireFormat;
import io.centercontrol.wire.WriterSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Mutated records on the topics that a running service hears, through the real broker: every one is consumed, and every one
 * that nobody could decode is set aside.
 *
 * <pre>{@code
 * try (var fuzz = new ConsumerFuzz(Environment.current(), seed)) {
 *     fuzz.send(200, List.of(Contract.TENANTS, Contract.reports("shop")));
 *     fuzz.awaitConsumed(Duration.ofSeconds(60));
 *     assertThat(fuzz.lost()).isEmpty();
 * }
 * }</pre>
 */
public final class ConsumerFuzz implements AutoCloseable {
    private static final int MOST_VALUE = 1_000_000;
    private static final int MOST_HEADERS = 20_000;

    /** What a batch takes beside the record's value. */
    private static final int ROOM = 4_000;

    private final Environment environment;
    private final Mutations mutations;
    private final EventWriter writer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final Set<String> topics = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();
    private int sent;

    /** @param seed to be told when a test fails */
    public ConsumerFuzz(Environment environment, long seed) {
        this.environment = environment;
        this.mutations = new Mutations(seed);
        this.writer = new EventWriter(environment);
        this.producer = new KafkaProducer<>(
                environment.kafkaProperties(), new ByteArraySerializer(), new ByteArraySerializer());
        this.admin = Admin.create(environment.kafkaProperties());
    }

    private record Case(
            byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers, int headerCopies) {}

    /** How many records were sent. */
    public int sent() {
        return sent;
    }

    /** Sends so many mutations to each of the topics, and the largest keys, headers and values that the broker takes. */
    public void send(int each, List<Contract.Topic> to) {
        send(each, to, true);
    }

    /** The same to topics of which nobody reads the values. */
    public void sendToReadersOfHeaders(int each, List<Contract.Topic> to) {
        send(each, to, false);
    }

    private void send(int each, List<Contract.Topic> to, boolean decoded) {
        for (var topic : to) {
            topics.add(environment.name(topic));
            var reader = reader(topic);
            var pending = new HashMap<Case, Future<RecordMetadata>>();
            for (var one : cases(topic, each)) {
                var record = new ProducerRecord<>(environment.name(topic), one.key(), one.value());
                one.headers().forEach((name, value) -> {
                    for (var copy = 0; copy < one.headerCopies(); copy++) {
                        record.headers().add(name, value);
                    }
                });
                pending.put(one, producer.send(record));
            }
            pending.forEach((one, future) -> {
                var done = EventWriter.done(future);
                sent++;
                if (decoded && one.value() != null && !isReadable(reader, one.value())) {
                    unreadable.add(place(done.topic(), done.partition(), done.offset()));
                }
            });
        }
    }

    private List<Case> cases(Contract.Topic topic, int each) {
        var random = mutations.random();
        var sample = GoldenSample.newest(topic).avro();
        var samples = GoldenSample.all();
        var cases = new ArrayList<Case>();
        for (var n = 0; n < each; n++) {
            var other = samples.get(random.nextInt(samples.size())).avro();
            var framed = writer.frame(topic, mutations.of(sample, other));
            cases.add(new Case(
                    key(n),
                    random.nextInt(10) == 0 ? mutations.of(framed, other) : framed,
                    headers(random.nextInt(10) == 0),
                    1));
        }
        var good = writer.frame(topic, sample);
        var most = mostValue(topic);
        cases.add(new Case("k".repeat(most / 2).getBytes(UTF_8), good, headers(false), 1));
        cases.add(new Case("\0\uFFFF".getBytes(UTF_8), new byte[0], Map.of("\0", new byte[] {0}), 1));
        cases.add(new Case(key(0), good, Map.of("version", new byte[most]), 1));
        cases.add(new Case(key(0), new byte[5], Map.of("h", new byte[0]), MOST_HEADERS));
        var large = new byte[most];
        random.nextBytes(large);
        cases.add(new Case(key(0), writer.frame(topic, large), headers(false), 1));
        cases.add(new Case(key(0), null, headers(true), 1));
        cases.add(new Case(key(0), null, Map.of(), 1));
        if (!topic.config().getOrDefault("cleanup.policy", "").contains("compact")) {
            cases.add(new Case(null, good, Map.of(), 1));
        }
        return cases;
    }

    /** As much as the broker takes on this topic. */
    private static int mostValue(Contract.Topic topic) {
        var most = topic.config().get("max.message.bytes");
        return most == null ? MOST_VALUE : Integer.parseInt(most) - ROOM;
    }

    private byte[] key(int number) {
        var key = new UUID(mutations.random().nextLong(), mutations.random().nextLong())
                .toString()
                .getBytes(UTF_8);
        return number % 10 == 9 ? mutations.of(key, key) : key;
    }

    private Map<String, byte[]> headers(boolean wrong) {
        var good = Map.of(
                "ce_id", UUID.randomUUID().toString().getBytes(UTF_8),
                "ce_time", "2026-01-01T00:00:00Z".getBytes(UTF_8),
                "version", "1".getBytes(UTF_8),
                "tenant-id", UUID.randomUUID().toString().getBytes(UTF_8),
                "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8));
        if (!wrong) {
            return good;
        }
        var bad = new HashMap<String, byte[]>();
        good.forEach((name, value) -> bad.put(name, mutations.of(value, value)));
        return bad;
    }

    private static GuardedReader<Object> reader(Contract.Topic topic) {
        return new GuardedReader<>(WriterSchema.parse(topic.publishedSchema()), topic.schema(), GenericData.get());
    }

    /** By the encoding alone: a service may have more reasons to set a record aside. */
    private static boolean isReadable(GuardedReader<Object> reader, byte[] value) {
        try {
            // One that names another schema is left out: its id may exist.
            if (WireFormat.schemaId(value).isPresent()) {
                reader.read(value, WireFormat.HEADER);
                return true;
            }
            return false;
        } catch (MalformedValue e) {
            return false;
        }
    }

    /** Waits until every group of the environment that reads these topics is past all that was sent. */
    public void awaitConsumed(Duration patience) throws InterruptedException, ExecutionException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var behind = behind();
            if (behind.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not consumed after " + patience + ": " + behind);
            }
            Thread.sleep(100);
        }
    }

    private List<String> behind() throws InterruptedException, ExecutionException {
        var ends = new HashMap<TopicPartition, Long>();
        var described = admin.describeTopics(topics).allTopicNames().get();
        described.forEach((topic, description) -> description.partitions().forEach(partition -> {
            ends.put(new TopicPartition(topic, partition.partition()), 0L);
        }));
        admin.listOffsets(latest(ends.keySet()))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        var behind = new ArrayList<String>();
        var read = new HashSet<TopicPartition>();
        for (var group : admin.listGroups().all().get()) {
            if (!group.groupId().startsWith(environment.prefix())) {
                continue;
            }
            var committed = admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            committed.forEach((partition, offset) -> {
                var end = ends.get(partition);
                if (end != null && offset != null) {
                    read.add(partition);
                    if (offset.offset() < end) {
                        behind.add(group.groupId() + " at " + offset.offset() + " of " + end + " in " + partition);
                    }
                }
            });
        }
        ends.forEach((partition, end) -> {
            if (end > 0 && !read.contains(partition)) {
                behind.add("nobody has read " + partition);
            }
        });
        return behind;
    }

    private static Map<TopicPartition, OffsetSpec> latest(Set<TopicPartition> partitions) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return latest;
    }

    /** Records that cannot be decoded and were not set aside either; there should be none. */
    public Set<String> lost() throws SQLException {
        var lost = new HashSet<>(unreadable);
        lost.removeAll(setAside());
        return lost;
    }

    /** How many of what was sent cannot be decoded. */
    public int unreadable() {
        return unreadable.size();
    }

    /** The places of all records in the service's quarantine. */
    public Set<String> setAside() throws SQLException {
        var places = new HashSet<String>();
        try (var database = environment.openDatabase();
                var statement = database.createStatement()) {
            var rows = statement.executeQuery("select topic, partition, record_offset from quarantine");
            while (rows.next()) {
                places.add(place(rows.getString(1), rows.getInt(2), rows.getLong(3)));
            }
        }
        return places;
    }

    /** How many rows the quarantine has: a record that two channels set aside has two. */
    public long rows() throws SQLException {
        try (var database = environment.openDatabase();
                var statement = database.createStatement();
                var rows = statement.executeQuery("select count(*) from quarantine")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        writer.close();
    }
}
