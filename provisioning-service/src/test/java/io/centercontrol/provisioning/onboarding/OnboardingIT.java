package io.centercontrol.provisioning.onboarding;

import static io.centercontrol.provisioning.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tenant service is let in with one call, changes its credentials over, and is shut out: on a broker that asks who is there. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class OnboardingIT {
    private static final String SERVICES = "/api/v1/tenant-services/";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    CompleteOnboarding completeOnboarding;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void one_call_makes_all_that_it_needs_and_shows_its_secrets_once() throws Exception {
        var key = "newcomer";
        var answer = introduce(key, "k-" + key)
                .statusCode(201)
                .body("credential.id", equalTo(1))
                .body("credential.state", equalTo("ACTIVE"))
                .body("credential.secrets.registryUser", notNullValue());
        String user = answer.extract().path("credential.kafkaUser");
        String password = answer.extract().path("credential.secrets.kafkaPassword");
        String token = answer.extract().path("credential.secrets.token");
        introduce(key, "k-" + key)
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("credential", nullValue());
        introduce(key, "other").statusCode(412).body("code", equalTo("TENANT_SERVICE_EXISTS"));
        as(Role.PLATFORM_ADMIN)
                .get(SERVICES + key + "/credentials")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].secrets", nullValue())
                .body("items[0].createdBy", equalTo("platform-admin"))
                .body("lastRotatedAt", notNullValue());
        assertNowhereInTheDatabase(password, token);

        var environment = Environment.current();
        try (var admin = Admin.create(environment.kafkaProperties())) {
            var names = Contract.topicsOf(key).stream().map(environment::name).toList();
            var topics = admin.describeTopics(names).allTopicNames().get();
            assertThat(Objects.requireNonNull(topics.get(environment.name(Contract.reports(key))))
                            .partitions())
                    .hasSize(6);
            var acls = admin.describeAcls(new AclBindingFilter(
                            ResourcePatternFilter.ANY,
                            new AccessControlEntryFilter(
                                    "User:" + user, null, AclOperation.ANY, AclPermissionType.ANY)))
                    .values()
                    .get();
            assertThat(acls.stream().filter(acl -> acl.pattern().patternType() != PatternType.LITERAL))
                    .extracting(acl -> acl.pattern().name())
                    .containsExactly(environment.access().groups(key));
            assertThat(acls.stream()
                            .map(acl -> acl.entry().operation() + " "
                                    + acl.pattern().name()))
                    .containsExactlyInAnyOrderElementsOf(environment.access().ofTenantService(key, user).stream()
                            .map(grant -> grant.operation() + " " + grant.resource())
                            .collect(Collectors.toSet()));
        }
        assertAllowedItsOwnAlone(key, logIn(user, password));
        assertBound(key, token);
    }

    @Test
    void who_was_let_in_before_there_was_a_topic_gets_it_with_the_next_start() throws Throwable {
        var key = "early";
        var answer = introduce(key, "k-" + key).statusCode(201);
        String user = answer.extract().path("credential.kafkaUser");
        var logIn = logIn(user, answer.extract().path("credential.secrets.kafkaPassword"));
        var environment = Environment.current();
        var topic = environment.name(Contract.measures(key));
        try (var admin = Admin.create(environment.kafkaProperties())) {
            admin.deleteTopics(List.of(topic)).all().get();
            admin.deleteAcls(List.of(new AclBindingFilter(
                            new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.LITERAL),
                            AccessControlEntryFilter.ANY)))
                    .all()
                    .get();
            await().atMost(SOON).until(() -> !admin.listTopics().names().get().contains(topic));
        }
        assertThatThrownBy(() -> write(logIn, Contract.measures(key))).isNotNull();

        assertThat(VertxContextSupport.subscribeAndAwait(completeOnboarding::run))
                .isTrue();
        assertThat(VertxContextSupport.subscribeAndAwait(completeOnboarding::run))
                .isTrue();

        write(logIn, Contract.measures(key));
        try (var admin = Admin.create(environment.kafkaProperties())) {
            var readers = admin.describeAcls(new AclBindingFilter(
                            new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.LITERAL),
                            new AccessControlEntryFilter(null, null, AclOperation.READ, AclPermissionType.ANY)))
                    .values()
                    .get();
            assertThat(readers)
                    .extracting(acl -> acl.entry().principal())
                    .containsExactly("User:" + environment.access().serviceUser("flag-service"));
        }
    }

    private static void assertAllowedItsOwnAlone(String key, Map<String, Object> logIn) {
        write(logIn, Contract.reports(key));
        write(logIn, Contract.positions(key));
        write(logIn, Contract.differences(key));
        write(logIn, Contract.measures(key));
        for (var forbidden : List.of(
                Contract.reports("shop"),
                Contract.positions("shop"),
                Contract.measures("shop"),
                Contract.TENANTS,
                Contract.PROVISIONING)) {
            assertThatThrownBy(() -> write(logIn, forbidden)).hasCauseInstanceOf(AuthorizationException.class);
        }
        read(logIn, Contract.TENANTS);
        read(logIn, Contract.PROVISIONING);
        for (var forbidden : List.of(Contract.reports("shop"), Contract.reports(key), Contract.TENANT_SERVICES)) {
            assertThatThrownBy(() -> read(logIn, forbidden)).isInstanceOf(AuthorizationException.class);
        }
        commit(logIn, key + ".orders");
        for (var forbidden : List.of(key + "-orders", key, "shop.orders", "shop-provisioning")) {
            assertThatThrownBy(() -> commit(logIn, forbidden)).isInstanceOf(AuthorizationException.class);
        }
    }

    /** As a consumer in a group does, whatever its language. */
    private static void commit(Map<String, Object> logIn, String group) {
        var settings = new HashMap<>(logIn);
        settings.remove("enable.idempotence");
        settings.put("group.id", Environment.current().prefix() + group);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Environment.current().name(Contract.TENANTS)));
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(200));
                return !consumer.assignment().isEmpty();
            });
            consumer.commitSync();
        }
    }

    /** Past the door, there is no such tenant: 404. As somebody else: 403. */
    private static void assertBound(String key, String token) {
        upload(key, token).statusCode(404).body("code", equalTo("PROVISIONING_NOT_FOUND"));
        upload("shop", token).statusCode(403).body("code", equalTo("NOT_YOUR_SERVICE"));
        upload(key, token + "x").statusCode(401).body("code", equalTo("TOKEN_INVALID"));
        for (var scheme : List.of("bearer ", "BEARER ")) {
            // The scheme is written in any case (RFC 9110, 11.1).
            RestAssured.given()
                    .header("Authorization", scheme + token)
                    .get("/api/v1/provisionings")
                    .then()
                    .statusCode(403);
        }
        RestAssured.given()
                .auth()
                .oauth2(token)
                .get("/api/v1/provisionings")
                .then()
                .statusCode(403);
    }

    @Test
    void credentials_are_changed_over_without_a_gap_and_revoked() {
        var key = "rotating";
        var first = introduce(key, "k-" + key).statusCode(201).extract();
        var path = SERVICES + key + "/credentials";
        as(Role.PLATFORM_ADMIN).body("{}").post(path).then().statusCode(400).body("code", equalTo("REASON_REQUIRED"));
        as(Role.PLATFORM_OPERATOR).body(Map.of("reason", "x")).post(path).then().statusCode(403);
        as(Role.PLATFORM_ADMIN)
                .queryParam("dryRun", "true")
                .body(Map.of("reason", "x"))
                .post(path)
                .then()
                .statusCode(200)
                .body("secrets", nullValue());

        var second = as(Role.PLATFORM_ADMIN)
                .header("Idempotency-Key", "rotate-" + key)
                .body(Map.of("reason", "the yearly change"))
                .post(path)
                .then()
                .statusCode(201)
                .body("id", equalTo(2))
                .extract();
        as(Role.PLATFORM_ADMIN)
                .header("Idempotency-Key", "rotate-" + key)
                .body(Map.of("reason", "the yearly change"))
                .post(path)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("secrets", nullValue());
        as(Role.PLATFORM_ADMIN)
                .body(Map.of("reason", "a third"))
                .post(path)
                .then()
                .statusCode(409)
                .body("code", equalTo("TOO_MANY_CREDENTIALS"));
        var old = logIn(first.path("credential.kafkaUser"), first.path("credential.secrets.kafkaPassword"));
        var young = logIn(second.path("kafkaUser"), second.path("secrets.kafkaPassword"));
        String oldToken = first.path("credential.secrets.token");
        String youngToken = second.path("secrets.token");
        write(old, Contract.reports(key));
        write(young, Contract.reports(key));

        try (var open = new KafkaProducer<>(old, new StringSerializer(), new ByteArraySerializer())) {
            send(open, Contract.reports(key));
            as(Role.PLATFORM_ADMIN).delete(path + "/1").then().statusCode(400).body("code", equalTo("REASON_REQUIRED"));
            as(Role.PLATFORM_ADMIN)
                    .queryParam("reason", "rotated")
                    .delete(path + "/1")
                    .then()
                    .statusCode(204);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThatThrownBy(() -> send(open, Contract.reports(key)))
                            .hasCauseInstanceOf(AuthorizationException.class));
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(() -> write(old, Contract.reports(key)))
                        .hasRootCauseInstanceOf(SaslAuthenticationException.class));
        upload(key, oldToken).statusCode(401);
        write(young, Contract.reports(key));
        upload(key, youngToken).statusCode(404).body("code", equalTo("PROVISIONING_NOT_FOUND"));
        as(Role.PLATFORM_ADMIN)
                .queryParam("reason", "again")
                .delete(path + "/1")
                .then()
                .statusCode(404)
                .body("code", equalTo("CREDENTIAL_NOT_FOUND"));
        as(Role.PLATFORM_ADMIN).get(path).then().body("items.id", equalTo(List.of(2)));
    }

    @Test
    void what_was_left_in_the_middle_is_replaced() throws Exception {
        var key = "halfway";
        change("insert into tenant_service_credential (service, no, kafka_user, state, token_sha256, created_at,"
                + " created_by) values ('" + key + "', 1, '"
                + new Access(Environment.current().prefix()).credentialUser(key, 1)
                + "', 'ACTIVE', 'unseen', now(), '{\"id\": \"a\", \"kind\": \"USER\"}')");

        var made = introduce(key, "k-" + key)
                .statusCode(201)
                .body("credential.id", equalTo(2))
                .extract();

        write(
                logIn(made.path("credential.kafkaUser"), made.path("credential.secrets.kafkaPassword")),
                Contract.reports(key));
        as(Role.PLATFORM_ADMIN).get(SERVICES + key + "/credentials").then().body("items.id", equalTo(List.of(2)));
    }

    @Test
    void what_is_not_made_known_leaves_nothing() {
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", " ", "required", false))
                .put(SERVICES + "nameless")
                .then()
                .statusCode(400);
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .queryParam("dryRun", "true")
                .body(Map.of("name", "Dry", "required", false))
                .put(SERVICES + "dry")
                .then()
                .statusCode(200)
                .body("credential", nullValue());

        assertThat(count("select count(*) from tenant_service_credential where service in ('nameless', 'dry')"))
                .isZero();
        as(Role.PLATFORM_ADMIN).get(SERVICES + "dry/credentials").then().statusCode(404);
    }

    private static ValidatableResponse introduce(String key, String idempotencyKey) {
        return as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .header("Idempotency-Key", idempotencyKey)
                .body(Map.of("name", key, "required", false))
                .put(SERVICES + key)
                .then();
    }

    private static ValidatableResponse upload(String service, String token) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .header("Content-Digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")
                .contentType("application/zip")
                .body(new byte[] {1})
                .put("/api/v1/tenants/" + UUID.randomUUID() + "/exports/" + service + "?attempt=1")
                .then();
    }

    private static Map<String, Object> logIn(String user, String password) {
        var settings = new HashMap<>(Environment.current().kafkaProperties());
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        settings.put("max.block.ms", 15_000);
        settings.put("delivery.timeout.ms", 20_000);
        settings.put("request.timeout.ms", 10_000);
        settings.put("enable.idempotence", false);
        return settings;
    }

    private static void write(Map<String, Object> logIn, Contract.Topic topic) {
        try (var producer = new KafkaProducer<>(logIn, new StringSerializer(), new ByteArraySerializer())) {
            send(producer, topic);
        }
    }

    private static void send(KafkaProducer<String, byte[]> producer, Contract.Topic topic) {
        try {
            producer.send(new ProducerRecord<>(Environment.current().name(topic), "k", new byte[] {1}))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void read(Map<String, Object> logIn, Contract.Topic topic) {
        var settings = new HashMap<>(logIn);
        settings.remove("enable.idempotence");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Environment.current().name(topic), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.position(partition, Duration.ofSeconds(15));
            consumer.poll(Duration.ofMillis(500));
        }
    }

    private static void assertNowhereInTheDatabase(String... secrets) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var tables = database.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                var table = tables.getString("TABLE_NAME");
                for (var secret : secrets) {
                    assertThat(count("select count(*) from " + table + " t where cast(t as text) like '%" + secret
                                    + "%'"))
                            .as(table)
                            .isZero();
                }
            }
        }
    }

    private static long count(String sql) {
        try (var database = Environment.current().openDatabase();
                var query = database.prepareStatement(sql)) {
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void change(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var update = database.prepareStatement(sql)) {
            update.executeUpdate();
        }
    }
}
