package io.centercontrol.flags.authoring;

import static io.centercontrol.flags.authoring.http.FlagFixture.EVALUATORS;
import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.as;
import static io.centercontrol.flags.authoring.http.FlagFixture.body;
import static io.centercontrol.flags.authoring.http.FlagFixture.newKey;
import static io.centercontrol.flags.authoring.http.FlagFixture.onOff;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.AuditTrail;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process that is killed: in the midst of a change, and beside another one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurvivalIT {
    private static final int USING = 200;
    private static final String TENANT = "01a20474-66fd-731c-94bd-000000000001";
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final ServiceStack stack = new ServiceStack();
    private Map<String, String> configuration = Map.of();

    @BeforeAll
    void begin() {
        stack.init(Map.of("service", "flag-service"));
        configuration = stack.start();
    }

    @AfterAll
    void end() {
        stack.stop();
    }

    @Test
    void all_flags_follow_an_evaluator_or_none_and_a_kill_switch_ends_though_its_instance_did() throws Exception {
        var keys = IntStream.range(0, USING).mapToObj(i -> "flag-" + i).toList();
        try (var first = ServiceProcess.start(configuration)) {
            Environment.current().awaitConnected();
            putEvaluator(first, "eu");
            for (var key : keys) {
                operator()
                        .body(body(key, onOff(Map.of("if", List.of(Map.of("$ref", "where"), "on")))))
                        .post(first.url() + FLAGS)
                        .then()
                        .statusCode(201);
            }
            operator()
                    .body(Map.of(
                            "everyone",
                            true,
                            "reason",
                            "a test",
                            "expiresAt",
                            Instant.now().plusSeconds(2).toString()))
                    .post(first.url() + FLAGS + "/flag-0/kill-switches")
                    .then()
                    .statusCode(201);
            var change = Thread.ofVirtual().start(() -> {
                try {
                    putEvaluator(first, "us");
                } catch (Exception | AssertionError e) {
                    // The connection broke with the process.
                }
            });
            Thread.sleep(150);
            first.kill();
            change.join();
        }
        try (var second = ServiceProcess.start(configuration)) {
            await().atMost(BOUND)
                    .until(() -> operator()
                            .get(second.url() + FLAGS + "/flag-0")
                            .<List<?>>path("killSwitches")
                            .isEmpty());
            var regions = keys.stream()
                    .map(key -> operator()
                            .get(second.url() + FLAGS + "/" + key)
                            .<String>path("compiled.targeting.if[0].'=='[1]"))
                    .collect(Collectors.toSet());
            assertThat(regions).as("one region for all of them").hasSize(1);
            putEvaluator(second, "asia");
            eachToldOnce(keys);
        }
    }

    @Test
    void a_rollout_goes_on_where_its_instance_was_killed() throws Exception {
        var fast = new HashMap<>(configuration);
        fast.put("cc.rollouts.shortest-wait", "PT0.1S");
        var key = newKey();
        String id;
        try (var first = ServiceProcess.start(fast)) {
            Environment.current().awaitConnected();
            operator()
                    .body(body(key, onOff(null)))
                    .post(first.url() + FLAGS)
                    .then()
                    .statusCode(201);
            id = operator()
                    .body(Map.of(
                            "variant",
                            "on",
                            "reason",
                            "a test",
                            "steps",
                            Stream.of(1, 2, 5, 10, 20, 50, 100)
                                    .map(percent -> Map.of("percent", percent, "waitFor", "PT0.7S"))
                                    .toList()))
                    .post(first.url() + FLAGS + "/" + key + "/rollouts")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            await().atMost(BOUND)
                    .until(() -> operator()
                                    .get(first.url() + "/api/v1/rollouts/" + id)
                                    .<Float>path("percent")
                            >= 5);
            first.kill();
        }
        try (var second = ServiceProcess.start(fast)) {
            await().atMost(BOUND)
                    .until(() -> operator()
                            .get(second.url() + "/api/v1/rollouts/" + id)
                            .<String>path("state")
                            .equals("COMPLETED"));
            operator()
                    .get(second.url() + "/api/v1/rollouts/" + id)
                    .then()
                    .body("steps.flagVersion", equalTo(List.of(2, 3, 4, 5, 6, 7, 8)));
            operator()
                    .get(second.url() + FLAGS + "/" + key)
                    .then()
                    .body("version", equalTo(9))
                    .body("definition.defaultVariant", equalTo("on"));
        }
    }

    @Test
    void clients_are_answered_by_another_instance_while_one_is_down(@TempDir Path folder) throws Exception {
        try (var first = ServiceProcess.start(configuration);
                var second = ServiceProcess.start(beside(configuration, folder))) {
            var key = newKey();
            operator()
                    .body(body(key, onOff(null)))
                    .post(first.url() + FLAGS)
                    .then()
                    .statusCode(201);
            var secret = as(Role.PLATFORM_ADMIN)
                    .body(Map.of("name", "shop", "scopes", List.of("OFREP"), "reason", "a test"))
                    .post(first.url() + "/api/v1/sdk-keys")
                    .then()
                    .statusCode(201)
                    .extract()
                    .<String>path("key");
            awaitAnswer(first, secret, key, false);
            awaitAnswer(second, secret, key, false);
            first.kill();
            awaitAnswer(second, secret, key, false);
            operator()
                    .header("If-Match", "*")
                    .body(body(null, onOff(Map.of("if", List.of(true, "on")))))
                    .put(second.url() + FLAGS + "/" + key)
                    .then()
                    .statusCode(200);
            awaitAnswer(second, secret, key, true);
            try (var again = ServiceProcess.start(configuration)) {
                awaitAnswer(again, secret, key, true);
            }
        }
    }

    @Test
    void the_audit_trail_has_all_that_was_answered_though_two_write_and_one_is_killed(@TempDir Path folder)
            throws Exception {
        var issued = ConcurrentHashMap.<String>newKeySet();
        try (var first = ServiceProcess.start(configuration);
                var second = ServiceProcess.start(beside(configuration, folder))) {
            Environment.current().awaitConnected();
            var writers = Stream.of(first, second)
                    .map(service -> Thread.ofVirtual().start(() -> issue(service, issued)))
                    .toList();
            for (var path : List.of(FLAGS, EVALUATORS, "/api/v1/rollouts")) {
                as(Role.TENANT_SERVICE).get(first.url() + path).then().statusCode(403);
            }
            await().atMost(BOUND).until(() -> issued.size() > 20);
            first.kill();
            second.kill();
            for (var writer : writers) {
                writer.join();
            }
        }
        try (var again = ServiceProcess.start(configuration);
                var trail = AuditTrail.open()) {
            for (var path : List.of(FLAGS, EVALUATORS, "/api/v1/rollouts")) {
                trail.await(
                        "access.denied",
                        entry -> entry.getRequest().getPath().equals(path)
                                && Role.TENANT_SERVICE
                                        .text()
                                        .equals(entry.getActor().getSubject()));
            }
            issued.forEach(id -> trail.await(
                    "sdk-key.issued",
                    entry -> entry.getTargets().stream()
                            .anyMatch(target -> target.getId().equals(id))));
            as(Role.TENANT_SERVICE).get(again.url() + "/api/v1/sdk-keys").then().statusCode(403);
            trail.await("access.denied", entry -> entry.getRequest().getPath().equals("/api/v1/sdk-keys"));
            trail.wholeWithin(Duration.ofSeconds(1));
        }
    }

    /** Issues keys until its service is no more, and knows those that it was answered. */
    private static void issue(ServiceProcess service, Set<String> issued) {
        try {
            while (true) {
                issued.add(as(Role.PLATFORM_ADMIN)
                        .body(Map.of("name", "one of many", "scopes", List.of("SYNC"), "reason", "a test"))
                        .post(service.url() + "/api/v1/sdk-keys")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
            }
        } catch (Exception | AssertionError e) {
            // The connection broke with the process.
        }
    }

    private static Map<String, String> beside(Map<String, String> configuration, Path folder) {
        var own = new HashMap<>(configuration);
        own.put("cc.state.dir", folder.toString());
        own.put("quarkus.grpc.server.port", "0");
        return own;
    }

    private static void awaitAnswer(ServiceProcess instance, String secret, String key, boolean value) {
        await().atMost(BOUND)
                .untilAsserted(() -> given().header("Authorization", "Bearer " + secret)
                        .contentType(ContentType.JSON)
                        .body(Map.of("context", Map.of("tenantId", TENANT)))
                        .post(instance.url() + "/ofrep/v1/evaluate/flags/" + key)
                        .then()
                        .statusCode(200)
                        .body("value", equalTo(value)));
    }

    private static void putEvaluator(ServiceProcess service, String region) {
        operator()
                .header("If-Match", "*")
                .body(Map.of("rule", Map.of("==", List.of(Map.of("var", "region"), region))))
                .put(service.url() + EVALUATORS + "/where")
                .then()
                .statusCode(oneOf(200, 201));
    }

    private static void eachToldOnce(List<String> keys) {
        try (var events = Environment.current().read(Contract.FLAGS)) {
            for (var key : keys) {
                events.await(
                        record -> record.key().equals(key)
                                && new String(record.value(), java.nio.charset.StandardCharsets.UTF_8).contains("asia"),
                        BOUND);
            }
            var versions = new HashMap<String, Set<String>>();
            for (var record : events.allWithin(Duration.ofSeconds(1))) {
                assertThat(versions.computeIfAbsent(record.key(), key -> new HashSet<>())
                                .add(TopicReader.headers(record).get("version")))
                        .as("%s is told once of each version", record.key())
                        .isTrue();
            }
            assertThat(versions).containsKeys(keys.toArray(String[]::new));
        }
    }
}
