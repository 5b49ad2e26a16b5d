package io.centercontrol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.parts.KafkaUser;
import io.centercontrol.parts.wiring.Permissions;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.Grant;
import io.centercontrol.schemas.Grant.Kind;
import io.centercontrol.schemas.Grant.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every user against every topic, group and transactional id of the platform on a real broker: what the contract allows
 * works, and everything else is refused.
 */
class AccessIT {
    private static final Backend BACKEND = Backend.shared();
    private static final Access ACCESS =
            new Access("a" + UUID.randomUUID().toString().substring(0, 6) + ".");
    private static final List<String> TENANT_SERVICES = List.of("storefront", "search");
    private static final byte[] BYTES = {1};
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final Set<Grant> GRANTS = grants();

    private final List<String> wrong = new ArrayList<>();

    @BeforeAll
    static void prepare() throws Exception {
        var topics = Contract.topics(TENANT_SERVICES);
        BACKEND.createTopics(topics, ACCESS.prefix());
        BACKEND.allow(ACCESS, TENANT_SERVICES);
        try (var admin = Admin.create(BACKEND.addresses().kafkaAdmin())) {
            var own = new ArrayList<NewTopic>();
            for (var service : Access.services()) {
                own.add(new NewTopic(ACCESS.connectorHeartbeat(service), 1, (short) 1));
                own.add(new NewTopic(ACCESS.connectorOffsets(service), 1, (short) 1));
            }
            admin.createTopics(own).all().get();
        }
        // One record in each topic, so that who may read gets something.
        try (var producer = producer(BACKEND.addresses().kafkaAdmin())) {
            for (var topic : topics()) {
                if (!isConnects(topic)) {
                    producer.send(new ProducerRecord<>(topic, 0, BYTES, BYTES)).get();
                }
            }
        }
    }

    @AfterAll
    static void cleanUp() {
        BACKEND.forget(ACCESS);
    }

    @Test
    void lets_every_user_write_what_it_owns_and_nothing_else() {
        for (var user : users()) {
            try (var producer = producer(client(user))) {
                for (var topic : topics()) {
                    if (!(user.equals(Access.CONNECT_USER) && isConnects(topic))) {
                        check(user, Kind.TOPIC, topic, Operation.WRITE, () -> write(producer, topic));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void lets_every_user_read_what_it_follows_and_nothing_else() {
        for (var user : users()) {
            try (var consumer = consumer(client(user))) {
                for (var topic : topics()) {
                    if (!(user.equals(Access.CONNECT_USER) && isConnects(topic))) {
                        check(user, Kind.TOPIC, topic, Operation.READ, () -> read(consumer, topic));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void lets_every_user_join_its_own_groups_and_no_other() {
        for (var user : users()) {
            if (user.equals(Access.CONNECT_USER)) {
                continue;
            }
            try (var admin = Admin.create(client(user))) {
                for (var group : resources(Kind.GROUP)) {
                    check(user, Kind.GROUP, group, Operation.READ, () -> {
                        // Whoever may not even look at a group can do nothing with it; a client for each takes a
                        // minute.
                        done(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
                        join(user, group);
                    });
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void lets_every_connector_transact_as_itself_and_nobody_else() {
        for (var user : users()) {
            if (user.equals(Access.CONNECT_USER)) {
                continue;
            }
            try (var admin = Admin.create(client(user))) {
                for (var id : resources(Kind.TRANSACTIONAL_ID)) {
                    check(user, Kind.TRANSACTIONAL_ID, id, Operation.WRITE, () -> {
                        look(admin, id);
                        beginAs(user, id);
                    });
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void lets_only_onboarding_make_topics_users_and_acls() {
        for (var user : users()) {
            try (var admin = Admin.create(client(user))) {
                check(user, Kind.CLUSTER, Grant.CLUSTER_NAME, Operation.CREATE, () -> makeTopic(admin));
                check(user, Kind.CLUSTER, Grant.CLUSTER_NAME, Operation.ALTER, () -> makeAcl(admin));
                check(user, Kind.CLUSTER, Grant.CLUSTER_NAME, Operation.ALTER, () -> makeUser(admin));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void turns_away_who_gives_a_wrong_password() {
        var settings = client(ACCESS.serviceUser("tenant-registry"));
        settings.put(
                "sasl.jaas.config",
                String.valueOf(settings.get("sasl.jaas.config")).replace("password=\"", "password=\"x"));

        try (var admin = Admin.create(settings)) {
            assertThatThrownBy(() -> done(admin.describeCluster().clusterId()))
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void turns_away_who_gives_none() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                BACKEND.addresses().bootstrap(),
                "default.api.timeout.ms",
                "3000",
                "request.timeout.ms",
                "3000");

        try (var admin = Admin.create(settings)) {
            assertThatThrownBy(() -> done(admin.describeCluster().clusterId())).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void forgets_what_is_allowed_no_longer() throws Exception {
        var access = new Access(ACCESS.prefix() + "old.");
        BACKEND.allow(access, List.of("search"));
        var search = access.tenantServiceUser("search");
        var obsolete = new Grant(
                access.serviceUser("tenant-registry"), Kind.TOPIC, access.prefix() + "cc.old.v1", Operation.WRITE);
        try (var admin = Admin.create(BACKEND.addresses().kafkaAdmin())) {
            done(admin.createAcls(List.of(Permissions.binding(obsolete))).all());

            BACKEND.allow(access, List.of());

            var left = done(admin.describeAcls(AclBindingFilter.ANY).values());
            assertThat(left).doesNotContain(Permissions.binding(obsolete));
            // A tenant service that somebody else onboarded stays, and stays heard.
            assertThat(left).extracting(binding -> binding.entry().principal()).contains("User:" + search);
            assertThat(left)
                    .contains(Permissions.binding(new Grant(
                            access.serviceUser("provisioning-service"),
                            Kind.TOPIC,
                            access.prefix() + Contract.reports("search").name(),
                            Operation.READ)));
        } finally {
            BACKEND.forget(access);
        }
    }

    private static Set<Grant> grants() {
        var grants = new LinkedHashSet<>(ACCESS.with(TENANT_SERVICES));
        grants.addAll(Access.ofConnect());
        return grants;
    }

    private static List<String> users() {
        return GRANTS.stream().map(Grant::user).distinct().toList();
    }

    /** All topics that there are, and not only those that somebody may use. */
    private static Set<String> topics() {
        var topics = new LinkedHashSet<>(resources(Kind.TOPIC));
        Contract.platformTopics().forEach(topic -> topics.add(ACCESS.prefix() + topic.name()));
        return topics;
    }

    private static List<String> resources(Kind kind) {
        return GRANTS.stream()
                .filter(grant -> grant.kind() == kind)
                .map(Grant::resource)
                .distinct()
                .toList();
    }

    /** Topics that the worker of all tests lives from: what it may do to them is seen by its being alive. */
    private static boolean isConnects(String topic) {
        return List.of(Access.CONNECT_CONFIGS, Access.CONNECT_OFFSETS, Access.CONNECT_STATUS)
                .contains(topic);
    }

    private static Map<String, Object> client(String user) {
        var secrets = BACKEND.addresses().secrets();
        var isConnector = Access.services().stream().map(ACCESS::connectorUser).anyMatch(user::equals);
        return BACKEND.addresses()
                .kafka(isConnector ? KafkaUser.ofConnector(secrets, user) : KafkaUser.of(secrets, user));
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> client) {
        // Without idempotence, whose own refusal would end the producer.
        client.put("enable.idempotence", "false");
        client.put("max.block.ms", "20000");
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
        client.put("auto.offset.reset", "earliest");
        client.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void write(KafkaProducer<byte[], byte[]> producer, String topic) throws Exception {
        try {
            producer.send(new ProducerRecord<>(topic, 0, BYTES, BYTES)).get();
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static void read(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        var partition = List.of(new TopicPartition(topic, 0));
        consumer.assign(partition);
        consumer.seekToBeginning(partition);
        until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
    }

    private static void join(String user, String group) {
        var readable = GRANTS.stream()
                .filter(grant ->
                        grant.user().equals(user) && grant.kind() == Kind.TOPIC && grant.operation() == Operation.READ)
                .map(Grant::resource)
                .findFirst();
        var client = client(user);
        client.put("group.id", group);
        try (var consumer = consumer(client)) {
            if (readable.isEmpty()) {
                consumer.committed(Set.of(new TopicPartition(ACCESS.prefix() + Contract.TENANTS.name(), 0)));
            } else {
                consumer.subscribe(List.of(readable.get()));
                until(() -> {
                    consumer.poll(Duration.ofMillis(200));
                    return !consumer.assignment().isEmpty();
                });
            }
        }
    }

    /** Whoever may not even look at it can do nothing by it; that it was never used is no refusal. */
    private static void look(Admin admin, String transactionalId) throws Exception {
        try {
            done(admin.describeTransactions(List.of(transactionalId)).description(transactionalId));
        } catch (TransactionalIdNotFoundException e) {
            // Not refused.
        }
    }

    private static void beginAs(String user, String transactionalId) {
        var client = client(user);
        client.put("transactional.id", transactionalId);
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }

    private static void makeTopic(Admin admin) throws Exception {
        var name = ACCESS.prefix() + "cc.reports.made-" + UUID.randomUUID() + ".v1";
        done(admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all());
    }

    private static void makeAcl(Admin admin) throws Exception {
        done(admin.createAcls(List.of(Permissions.binding(
                        new Grant(ACCESS.prefix() + "somebody", Kind.TOPIC, ACCESS.prefix() + "any", Operation.READ))))
                .all());
    }

    private static void makeUser(Admin admin) throws Exception {
        var name = ACCESS.prefix() + "somebody";
        var scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        done(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, scram, "password")))
                .all());
        done(admin.alterUserScramCredentials(
                        List.of(new UserScramCredentialDeletion(name, ScramMechanism.SCRAM_SHA_512)))
                .all());
    }

    /** Tries, and notes down when the outcome is not what the contract says. */
    private void check(String user, Kind kind, String resource, Operation operation, Attempt attempt) {
        var allowed = GRANTS.contains(new Grant(user, kind, resource, operation));
        var what = user + " " + operation + " " + kind + " " + resource;
        try {
            attempt.run();
            if (!allowed) {
                wrong.add("not refused: " + what);
            }
        } catch (AuthorizationException e) {
            if (allowed) {
                wrong.add("refused: " + what + ": " + e);
            }
        } catch (Exception e) {
            wrong.add("failed: " + what + ": " + e);
        }
    }

    private static <T> T done(KafkaFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static Exception cause(ExecutionException e) {
        return e.getCause() instanceof Exception cause ? cause : e;
    }

    private static void until(BooleanSupplier condition) {
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + BOUND);
            }
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }
}
