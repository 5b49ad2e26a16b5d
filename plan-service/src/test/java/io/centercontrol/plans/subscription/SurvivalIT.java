package io.centercontrol.plans.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service as a process that is killed in the middle of a migration. */
class SurvivalIT {
    private static final int TENANTS = 200;
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final ServiceStack stack = new ServiceStack();
    private Map<String, String> configuration = Map.of();

    @BeforeEach
    void begin() {
        stack.init(Map.of("service", "plan-service"));
        configuration = new HashMap<>(stack.start());
        configuration.put("cc.migrations.rate", "100");
        configuration.put("cc.migrations.at-once", "10");
    }

    @AfterEach
    void end() {
        stack.stop();
    }

    @Test
    void a_migration_goes_on_where_it_was_and_moves_nobody_twice() throws Exception {
        try (var platform = new PlatformFixture()) {
            String id;
            Set<UUID> tenants;
            try (var first = ServiceProcess.start(configuration)) {
                Environment.current().awaitConnected();
                platform.governance(1, "basic", 10);
                tenants = registered(platform);
                await().atMost(BOUND)
                        .until(() -> this.<Integer>on(first, "/api/v1/subscriptions?limit=1", "total") == TENANTS);
                id = previewed(first);
                post(first, "/api/v1/migrations/" + id + "/start", Map.of("reason", "a test"), 200);
                await().atMost(BOUND)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() ->
                                this.<Integer>on(first, "/api/v1/migrations/" + id, "counts.moved") >= TENANTS / 5);
                first.kill();
            }
            try (var second = ServiceProcess.start(configuration)) {
                var moved = this.<Integer>on(second, "/api/v1/migrations/" + id, "counts.moved");
                assertThat(moved).isLessThan(TENANTS);
                await().atMost(BOUND)
                        .until(() -> this.<String>on(second, "/api/v1/migrations/" + id, "state")
                                .equals("DONE"));
                assertThat(this.<Integer>on(second, "/api/v1/migrations/" + id, "counts.moved"))
                        .isEqualTo(TENANTS);
                eachMovedOnce(tenants);
            }
        }
    }

    private static void eachMovedOnce(Set<UUID> tenants) {
        try (var events = Environment.current().read(Contract.ENTITLEMENTS)) {
            var records = events.awaitAll(record -> record.value() != null, 2 * TENANTS, BOUND);
            var versions = new HashMap<String, Set<String>>();
            for (var record : events.allWithin(Duration.ofSeconds(1))) {
                assertThat(versions.computeIfAbsent(record.key(), key -> new HashSet<>())
                                .add(TopicReader.headers(record).get("version")))
                        .as("%s is told once of each version", record.key())
                        .isTrue();
            }
            assertThat(records).hasSize(2 * TENANTS);
            assertThat(versions)
                    .hasSize(tenants.size())
                    .allSatisfy((tenant, told) -> assertThat(told).containsExactlyInAnyOrder("1", "2"));
        }
    }

    private static Set<UUID> registered(PlatformFixture platform) {
        var tenants = new HashSet<UUID>();
        for (var i = 0; i < TENANTS; i++) {
            tenants.add(platform.registered(null));
        }
        return tenants;
    }

    private static String previewed(ServiceProcess service) {
        var from = Map.of("plan", "basic", "version", 1);
        return post(
                        service,
                        "/api/v1/migrations",
                        Map.of("from", from, "to", Map.of("plan", "standard"), "reason", "a test"),
                        201)
                .path("id");
    }

    private static Response post(ServiceProcess service, String path, Map<String, ?> body, int status) {
        return given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN))
                .contentType(ContentType.JSON)
                .body(body)
                .post(service.url() + path)
                .then()
                .statusCode(status)
                .extract()
                .response();
    }

    private <T> T on(ServiceProcess service, String path, String field) {
        return given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_VIEWER))
                .get(service.url() + path)
                .path(field);
    }
}
