package io.centercontrol.dataplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.dataplane.wire.AvroReader;
import io.centercontrol.dataplane.wire.AvroWriter;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.events.Change;
import io.centercontrol.events.Digest;
import io.centercontrol.events.audit.AuditCheckpoint;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.events.dataplane.Measures;
import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.events.dataplane.Position;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.flags.Flag;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.Shares;
import io.centercontrol.events.tenants.Governance;
import io.centercontrol.events.usage.Consumption;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Backend;
import io.centercontrol.testkit.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The control plane as the SDK sees it: topics of its own on the shared broker, written to by a transactional producer. */
public final class Platform implements AutoCloseable {
    public static final String SERVICE = "shop";

    private final String prefix;
    private boolean isItsOwn;
    private final String bootstrap;
    private final URI registry;
    private final KafkaProducer<String, byte[]> producer;
    private final AvroWriter<io.centercontrol.events.tenants.Tenant> tenants;
    private final AvroWriter<Provisioning> provisionings;
    private final AvroWriter<Governance> governance;
    private final AvroWriter<Digest> digests;
    private final AvroWriter<AuditCheckpoint> checkpoints;
    private final AvroWriter<Plan> plans;
    private final AvroWriter<io.centercontrol.events.plans.Entitlements> entitlements;
    private final AvroReader<Position> positions;
    private final AvroReader<Report> reports;
    private final AvroReader<Difference> differences;
    private final AvroReader<Measures> measures;
    private final AvroReader<io.centercontrol.events.usage.Usage> usage;

    /** A platform of its own, with all topics. */
    public Platform() {
        this(
                "t" + UUID.randomUUID().toString().substring(0, 8) + ".",
                Backend.shared().addresses().bootstrap(),
                URI.create(Backend.shared().addresses().registryUrl()));
        createTopics();
    }

    /** A platform whose topics are there already. */
    public Platform(String prefix, String bootstrap, URI registry) {
        this.prefix = prefix;
        this.bootstrap = bootstrap;
        this.registry = registry;
        producer = producer();
        producer.initTransactions();
        tenants = writer(Contract.TENANTS, io.centercontrol.events.tenants.Tenant.class);
        provisionings = writer(Contract.PROVISIONING, Provisioning.class);
        governance = writer(Contract.GOVERNANCE, Governance.class);
        digests = writer(Contract.DIGESTS, Digest.class);
        checkpoints = writer(Contract.AUDIT_CHECKPOINTS, AuditCheckpoint.class);
        plans = writer(Contract.PLANS, Plan.class);
        entitlements = writer(Contract.ENTITLEMENTS, io.centercontrol.events.plans.Entitlements.class);
        var schemas = new SchemaBook(new RegistryClient(registry(), registryCredentials()), new RememberedTexts());
        positions = new AvroReader<>(schemas, Position.class, Position.getClassSchema());
        reports = new AvroReader<>(schemas, Report.class, Report.getClassSchema());
        differences = new AvroReader<>(schemas, Difference.class, Difference.getClassSchema());
        measures = new AvroReader<>(schemas, Measures.class, Measures.getClassSchema());
        usage = new AvroReader<>(
                schemas,
                io.centercontrol.events.usage.Usage.class,
                io.centercontrol.events.usage.Usage.getClassSchema());
    }

    /** A producer of committed records. */
    public KafkaProducer<String, byte[]> producer() {
        var settings = kafka();
        settings.put("transactional.id", "test-" + UUID.randomUUID());
        settings.put("transaction.timeout.ms", "30000");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Settings of a client that may do everything, as the control plane that is played here. */
    private static Map<String, Object> kafka() {
        return Backend.shared().addresses().kafkaAdmin();
    }

    /** Whom the instances of {@link #SERVICE} log in as; they may do what the contract allows, and nothing else. */
    public Credentials kafkaCredentials() {
        var user = new Access(prefix).tenantServiceUser(SERVICE);
        var secrets = Backend.shared().addresses().secrets();
        return new Credentials(user, KafkaUser.of(secrets, user).password());
    }

    /** Whom everybody here reads schemas as. */
    public static Credentials registryCredentials() {
        var reader = HttpUser.ofRegistryReader(Backend.shared().addresses().secrets());
        return new Credentials(reader.name(), reader.password());
    }

    public String bootstrap() {
        return bootstrap;
    }

    public URI registry() {
        return registry;
    }

    public String prefix() {
        return prefix;
    }

    public String topic(Contract.Topic topic) {
        return prefix + topic.name();
    }

    /** Makes the topics; those that are there stay. */
    public void createTopics() {
        isItsOwn = true;
        var topics = Contract.topics(List.of(SERVICE));
        Backend.shared().createTopics(topics, prefix);
        Backend.shared().allow(new Access(prefix), List.of(SERVICE));
    }

    /** Deletes a topic, and returns when it is gone. */
    public void delete(Contract.Topic topic) throws InterruptedException, ExecutionException {
        try (var admin = admin()) {
            admin.deleteTopics(List.of(topic(topic))).all().get();
            Eventually.await("the topic is gone", () -> {
                try {
                    return !admin.listTopics().names().get().contains(topic(topic));
                } catch (InterruptedException | ExecutionException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    /** Makes a topic anew. */
    public void recreate(Contract.Topic topic) throws InterruptedException, ExecutionException {
        delete(topic);
        createTopics();
    }

    /** A config that points here. */
    public DataPlaneConfig.Builder config(Path folder) {
        return DataPlaneConfig.forService(SERVICE)
                .kafkaBootstrap(bootstrap())
                .kafkaCredentials(kafkaCredentials())
                .registry(registry())
                .registryCredentials(registryCredentials())
                .topicsPrefix(prefix)
                .stateFolder(folder);
    }

    /** Says the tenant as it is. */
    public RecordMetadata say(Tenant tenant) {
        var event = Events.of(tenant);
        return send(
                topic(Contract.TENANTS),
                tenant.id().toString(),
                bytes(tenants, event),
                headers(tenant.id().toString(), tenant.version()));
    }

    /** The bytes of a tenant's event. */
    public byte[] bytes(Tenant tenant) {
        return bytes(tenants, Events.of(tenant));
    }

    /** The bytes of a request for provisioning. */
    public byte[] bytes(Provisioning provisioning) {
        return bytes(provisionings, provisioning);
    }

    /** Purges a tenant. */
    public RecordMetadata purge(Tenant tenant, long version) {
        return send(
                topic(Contract.TENANTS),
                tenant.id().toString(),
                null,
                headers(tenant.id().toString(), version));
    }

    /** Asks for provisioning. */
    public RecordMetadata say(Provisioning provisioning) {
        var id = provisioning.getTenantId().toString();
        return send(
                topic(Contract.PROVISIONING),
                id,
                bytes(provisionings, provisioning),
                headers(id, provisioning.getChange().getVersion()));
    }

    /** Says the platform's limits. */
    public RecordMetadata say(Governance limits) {
        return send(topic(Contract.GOVERNANCE), "platform", bytes(governance, limits), List.of());
    }

    /** Says what a tenant is entitled to. */
    public RecordMetadata say(io.centercontrol.events.plans.Entitlements said) {
        var id = said.getTenantId().toString();
        return send(
                topic(Contract.ENTITLEMENTS),
                id,
                bytes(said),
                headers(id, said.getChange().getVersion()));
    }

    /** The bytes of what a tenant is entitled to. */
    public byte[] bytes(io.centercontrol.events.plans.Entitlements said) {
        return bytes(entitlements, said);
    }

    /** Says a plan. */
    public RecordMetadata say(Plan plan) {
        var version = Long.toString(plan.getChange().getVersion()).getBytes(UTF_8);
        return send(
                topic(Contract.PLANS),
                plan.getKey(),
                bytes(plans, plan),
                List.of(new RecordHeader("version", version)));
    }

    /** Says a state that goes by a name. */
    @SuppressWarnings("unchecked") // a record's class is its own
    public <T extends SpecificRecordBase> RecordMetadata say(Contract.Topic topic, String key, Change change, T state) {
        var version = Long.toString(change.getVersion()).getBytes(UTF_8);
        return send(
                topic(topic),
                key,
                bytes(writer(topic, (Class<T>) state.getClass()), state),
                List.of(new RecordHeader("version", version)));
    }

    /** Says a flag. */
    public RecordMetadata say(Flag flag) {
        return say(Contract.FLAGS, flag.getKey(), flag.getChange(), flag);
    }

    /** Says a rate limit. */
    public RecordMetadata say(io.centercontrol.events.limits.RateLimit limit) {
        return say(Contract.LIMITS, limit.getId(), limit.getChange(), limit);
    }

    /** Says how instances part the limits. */
    public RecordMetadata say(Shares shares) {
        return say(Contract.SHARES, shares.getService(), shares.getChange(), shares);
    }

    /** Says what a tenant has used. */
    public RecordMetadata say(Consumption consumption) {
        var id = consumption.getTenantId().toString();
        return send(
                topic(Contract.CONSUMPTION),
                id,
                bytes(writer(Contract.CONSUMPTION, Consumption.class), consumption),
                headers(id, consumption.getChange().getVersion()));
    }

    /** Says what the owner holds in a bucket. */
    public RecordMetadata say(Digest digest) {
        return send(
                topic(Contract.DIGESTS),
                digest.getTopic() + "/" + digest.getBucket(),
                bytes(digests, digest),
                List.of());
    }

    /** Tells how long the audit trail's log is. */
    public RecordMetadata say(AuditCheckpoint checkpoint) {
        return send(
                topic(Contract.AUDIT_CHECKPOINTS), checkpoint.getOrigin(), bytes(checkpoints, checkpoint), List.of());
    }

    /** Sends a record of any shape in a transaction of its own. */
    public RecordMetadata send(
            String topic, @Nullable String key, byte @Nullable [] value, List<Header> headers, int... partition) {
        try {
            producer.beginTransaction();
            var sent = producer.send(record(topic, key, value, headers, partition));
            producer.commitTransaction();
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("NullAway") // Kafka takes null keys and values; its types do not say so
    public static ProducerRecord<String, byte[]> record(
            String topic, @Nullable String key, byte @Nullable [] value, List<Header> headers, int... partition) {
        return new ProducerRecord<>(topic, partition.length == 0 ? null : partition[0], key, value, headers);
    }

    public static List<Header> headers(String tenant, long version) {
        return List.of(
                new RecordHeader("tenant-id", tenant.getBytes(UTF_8)),
                new RecordHeader("version", Long.toString(version).getBytes(UTF_8)),
                new RecordHeader("traceparent", (byte[]) null));
    }

    public TopicReader read(Contract.Topic topic) {
        return new TopicReader(kafka(), topic(topic));
    }

    /** A position in a record. */
    public Position position(ConsumerRecord<String, byte[]> record) {
        return read(positions, record);
    }

    /** What a position says of a topic. */
    public List<PartitionPosition> of(Position position, Contract.Topic topic) {
        return position.getPartitions().stream()
                .filter(at -> at.getTopic().equals(topic(topic)))
                .toList();
    }

    /** A report in a record. */
    public Report report(ConsumerRecord<String, byte[]> record) {
        return read(reports, record);
    }

    /** What an instance was asked for, in a record. */
    public Measures measures(ConsumerRecord<String, byte[]> record) {
        return read(measures, record);
    }

    /** What a record of usage says. */
    public io.centercontrol.events.usage.Usage usage(ConsumerRecord<String, byte[]> record) {
        return read(usage, record);
    }

    /** A difference in a record. */
    public Difference difference(ConsumerRecord<String, byte[]> record) {
        return read(differences, record);
    }

    public Admin admin() {
        return Admin.create(kafka());
    }

    @Override
    public void close() {
        producer.close();
        if (isItsOwn) {
            Backend.shared().forget(new Access(prefix));
        }
    }

    private static <T extends SpecificRecordBase> T read(AvroReader<T> reader, ConsumerRecord<String, byte[]> record) {
        while (true) {
            try {
                return reader.read(record.value());
            } catch (SchemaMissing missing) {
                Eventually.sleep(Duration.ofMillis(20));
            } catch (Poison e) {
                throw new AssertionError(e);
            }
        }
    }

    private <T extends SpecificRecordBase> AvroWriter<T> writer(Contract.Topic topic, Class<T> type) {
        return new AvroWriter<>(
                new RegistryClient(registry(), registryCredentials()),
                new RememberedTexts(),
                prefix + topic.subject(),
                topic.schema(),
                topic.publishedSchema(),
                type);
    }

    private static <T extends SpecificRecordBase> byte[] bytes(AvroWriter<T> writer, T value) {
        try {
            return writer.write(value);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
