package io.centercontrol.chaos.lies;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.chaos.observe.Access;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.events.Sender;
import io.centercontrol.events.Task;
import io.centercontrol.events.dataplane.Demand;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.events.dataplane.Health;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.events.dataplane.Position;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.local.services.Services;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.schemas.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Lies in the name of the storefront, whose log-in it has: what it writes goes where the storefront may write and nowhere
 * else. It never speaks as one of the storefront's true instances, so that what these say stays true.
 */
public final class Liar implements AutoCloseable {
    private static final String SERVICE = "storefront";
    private static final String OTHER = "flag-service";
    private static final String INSTANCE = "liar-1";
    private static final int NEARLY_TOO_LARGE = 120_000;
    private static final int BUCKETS = 256;
    private static final int MANY = 5_000;
    private static final int FEW = 5;
    private static final int HEADER = 5;
    /** In Avro's variable-length form: 2,147,483,639. */
    private static final byte[] TWO_GIGABYTES = {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};

    private static final Contract.Topic POSITIONS = Contract.positions(SERVICE);
    private static final Contract.Topic REPORTS = Contract.reports(SERVICE);
    private static final Contract.Topic DIFFERENCES = Contract.differences(SERVICE);

    private final Access access;
    private final List<UUID> tenants;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Integer> schemas = new ConcurrentHashMap<>();

    /** @param tenants some that there are */
    public Liar(Suite suite, List<UUID> tenants) {
        this.access = new Access(suite);
        this.tenants = List.copyOf(tenants);
        var user = KafkaUser.of(suite.folders().secrets(), Services.ACCESS.tenantServiceUser(SERVICE));
        this.producer = new KafkaProducer<>(
                suite.addresses().kafka(user), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Tells lies of one kind, and returns when the broker has them.
     *
     * @return how many
     * @throws IOException when the broker does not take them
     */
    public long tell(Lie lie) throws IOException, InterruptedException {
        var records = records(lie);
        var sent = records.stream().map(producer::send).toList();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IOException("the broker does not take a lie: " + e.getCause(), e.getCause());
            }
        }
        return records.size();
    }

    /** How many records of the storefront's topics the platform's services have set aside, each counted once. */
    public long setAside() throws IOException {
        var places = new HashSet<String>();
        try {
            for (var database : List.of("tenant_registry", "plan_service", "flag_service", "provisioning_service")) {
                try (var connection = access.database(database);
                        var statement = connection.createStatement();
                        var found = statement.executeQuery(
                                "select topic, partition, record_offset from quarantine where topic in ('"
                                        + POSITIONS.name() + "', '" + REPORTS.name() + "', '" + DIFFERENCES.name()
                                        + "')")) {
                    while (found.next()) {
                        places.add(found.getString(1) + "/" + found.getInt(2) + "/" + found.getLong(3));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return places.size();
    }

    private List<ProducerRecord<byte[], byte[]>> records(Lie lie) throws IOException, InterruptedException {
        return switch (lie) {
            case JUNK ->
                Stream.of(POSITIONS, REPORTS, DIFFERENCES)
                        .flatMap(topic -> Stream.of(new byte[] {1, 2, 3}, new byte[0], new byte[] {0, 0, 0, 0, 99, 1})
                                .map(value -> record(topic, INSTANCE, value)))
                        .toList();
            case HUGE_TEXT -> {
                var value = ByteBuffer.allocate(23).put((byte) 0).putInt(schema(POSITIONS));
                value.put(TWO_GIGABYTES);
                yield List.of(record(POSITIONS, INSTANCE, value.array()));
            }
            case CUT_SHORT -> {
                var whole = encode(REPORTS, report(UUID.randomUUID(), SERVICE));
                yield IntStream.rangeClosed(1, FEW)
                        .mapToObj(cut -> record(REPORTS, INSTANCE, Arrays.copyOf(whole, whole.length - cut * FEW)))
                        .toList();
            }
            case FOREIGN_SENDER ->
                List.of(
                        record(POSITIONS, INSTANCE, encode(POSITIONS, position(OTHER, INSTANCE, false))),
                        record(REPORTS, INSTANCE, encode(REPORTS, report(UUID.randomUUID(), OTHER))),
                        record(DIFFERENCES, INSTANCE, encode(DIFFERENCES, difference(OTHER, "cc.tenants.v1", 0))));
            case LONG_KEY ->
                List.of(new ProducerRecord<>(POSITIONS.name(), new byte[NEARLY_TOO_LARGE], new byte[] {1, 2, 3}));
            case LONG_HEADER -> {
                var record = record(REPORTS, INSTANCE, new byte[] {1, 2, 3});
                record.headers().add("traceparent", new byte[NEARLY_TOO_LARGE]);
                yield List.of(record);
            }
            case NO_SUCH_BUCKET ->
                List.of(
                        record(DIFFERENCES, INSTANCE, encode(DIFFERENCES, difference(SERVICE, "cc.tenants.v1", -1))),
                        record(
                                DIFFERENCES,
                                INSTANCE,
                                encode(DIFFERENCES, difference(SERVICE, "cc.tenants.v1", Integer.MAX_VALUE))));
            // An orderly stop at the end, so that nobody waits for one that never was.
            case ABSURD_POSITION ->
                List.of(
                        record(POSITIONS, INSTANCE, encode(POSITIONS, position(SERVICE, INSTANCE, false))),
                        record(POSITIONS, INSTANCE, encode(POSITIONS, position(SERVICE, INSTANCE, true))));
            case ABSURD_DEMAND ->
                List.of(
                        record(POSITIONS, INSTANCE, encode(POSITIONS, demand(false))),
                        record(POSITIONS, INSTANCE, encode(POSITIONS, demand(true))));
            case NEVER_ASKED -> {
                var some = tenants.subList(0, Math.min(FEW, tenants.size()));
                yield Stream.concat(Stream.generate(UUID::randomUUID).limit(FEW), some.stream())
                        .map(tenant -> {
                            var report = report(tenant, SERVICE);
                            return record(REPORTS, tenant.toString(), encode(REPORTS, report));
                        })
                        .toList();
            }
            case EVERY_BUCKET ->
                Stream.of(
                                Contract.TENANTS,
                                Contract.ENTITLEMENTS,
                                Contract.PLANS,
                                Contract.FLAGS,
                                Contract.LIMITS,
                                Contract.SHARES)
                        .flatMap(topic -> IntStream.range(0, BUCKETS)
                                .mapToObj(bucket -> record(
                                        DIFFERENCES,
                                        INSTANCE,
                                        encode(DIFFERENCES, difference(SERVICE, topic.name(), bucket)))))
                        .toList();
        };
    }

    private static ProducerRecord<byte[], byte[]> record(Contract.Topic topic, String key, byte[] value) {
        return new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value);
    }

    private static Sender sender(String service, String instance) {
        return new Sender(service, instance, "999.0.0", Instant.now());
    }

    private static Position position(String service, String instance, boolean stopping) {
        var quarantined = LongStream.range(0, MANY).boxed().toList();
        var partitions = IntStream.rangeClosed(-1, FEW)
                .mapToObj(partition -> PartitionPosition.newBuilder()
                        .setTopic(Contract.TENANTS.name())
                        .setTopicId("AAAAAAAAAAAAAAAAAAAAAA")
                        .setPartition(partition)
                        .setNextOffset(Long.MAX_VALUE)
                        .setQuarantined(quarantined)
                        .build())
                .toList();
        return said(service, instance, stopping).setPartitions(partitions).build();
    }

    private static Position demand(boolean stopping) {
        var demand = Stream.of(Float.NaN, Float.POSITIVE_INFINITY, -1f, Float.MAX_VALUE)
                .map(perSecond -> new Demand(UUID.randomUUID(), "checkout", perSecond))
                .toList();
        return said(SERVICE, INSTANCE, stopping).setDemand(demand).build();
    }

    private static Position.Builder said(String service, String instance, boolean stopping) {
        return Position.newBuilder()
                .setSender(sender(service, instance))
                .setHealth(Health.READY)
                .setLeaseMillis(Long.MAX_VALUE)
                .setSinceEndMillis(Long.MIN_VALUE)
                .setStopping(stopping)
                .setPartitions(List.of())
                .setDemand(List.of());
    }

    private static Report report(UUID tenant, String service) {
        return Report.newBuilder()
                .setSender(sender(service, INSTANCE))
                .setTenantId(tenant)
                .setObservedVersion(Long.MAX_VALUE)
                .setAttempt(Integer.MAX_VALUE)
                .setOutcome(Outcome.FAILED)
                .setReason("Lie")
                .setMessage("nobody asked")
                .setStartedAt(Instant.EPOCH)
                .setFinishedAt(Instant.EPOCH)
                .setTask(Task.PROVISION)
                .build();
    }

    private static Difference difference(String service, String topic, int bucket) {
        return Difference.newBuilder()
                .setSender(sender(service, INSTANCE))
                .setTopic(topic)
                .setBucket(bucket)
                .setBuckets(BUCKETS)
                .setCount(Long.MAX_VALUE)
                .setHash(0)
                .setHighestVersion(Long.MAX_VALUE)
                .setDigestTakenAt(Instant.now())
                .setFoundAt(Instant.now())
                .build();
    }

    private byte[] encode(Contract.Topic topic, SpecificRecord value) {
        try {
            var out = new ByteArrayOutputStream();
            out.write(ByteBuffer.allocate(HEADER)
                    .put((byte) 0)
                    .putInt(schema(topic))
                    .array());
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int schema(Contract.Topic topic) throws IOException, InterruptedException {
        var known = schemas.get(topic.subject());
        if (known == null) {
            known = access.newestSchema(topic.subject());
            schemas.put(topic.subject(), known);
        }
        return known;
    }

    @Override
    public void close() {
        producer.close();
    }
}
