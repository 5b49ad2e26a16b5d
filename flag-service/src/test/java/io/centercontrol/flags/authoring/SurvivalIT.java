package io.centercontrol.flags.authoring;

import static io.centercontrol.flags.authoring.http.FlagFixture.EVALUATORS;
import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.body;
import static io.centercontrol.flags.authoring.http.FlagFixture.onOff;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service as a process that is killed while one change of an evaluator changes many flags. */
class SurvivalIT {
    private static final int USING = 200;
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final ServiceStack stack = new ServiceStack();
    private Map<String, String> configuration = Map.of();

    @BeforeEach
    void begin() {
        stack.init(Map.of("service", "flag-service"));
        configuration = stack.start();
    }

    @AfterEach
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

    private static void putEvaluator(ServiceProcess service, String region) {
        operator()
                .header("If-Match", "*")
                .body(Map.of("rule", Map.of("==", List.of(Map.of("var", "region"), region))))
                .put(service.url() + EVALUATORS + "/where")
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
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
            assertThat(versions).hasSize(keys.size());
        }
    }
}
