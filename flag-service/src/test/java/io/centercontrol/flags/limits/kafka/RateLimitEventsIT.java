package io.centercontrol.flags.limits.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.events.limits.LimitStage;
import io.centercontrol.events.limits.RateLimit;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.flags.limits.ForgetTenant;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said of rate limits, and said again when someone asks. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class RateLimitEventsIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String REPUBLISH = "/api/v1/admin/republish";

    @Inject
    DataPlane plane;

    @Inject
    ForgetTenant forgetTenant;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void a_tenants_limit_is_told_to_its_end() throws Throwable {
        try (var platform = new PlatformFixture()) {
            var tenant = platform.tenant(plane, "basic");
            var at = "/api/v1/tenants/" + tenant + "/rate-limits/checkout";
            var end = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MICROS);
            var body = new HashMap<String, Object>(
                    Map.of("permits", 10, "perSeconds", 60, "burst", 3, "stage", "ENFORCE", "reason", "too many"));
            body.put("expiresAt", end.toString());
            admin().header("If-None-Match", "*").body(body).put(at).then().statusCode(201);
            var key = "tenant/" + tenant + "/checkout";
            var record = events(key, 1).getFirst();
            assertThat(TopicReader.headers(record))
                    .containsEntry("ce_type", "rate-limit.set")
                    .containsEntry("ce_subject", key)
                    .containsEntry("ce_source", "flag-service")
                    .containsEntry("tenant-id", tenant.toString())
                    .containsEntry("version", "1");
            var limit = EventWriter.decode(record.value(), RateLimit.class);
            assertThat(limit.getTenantId()).isEqualTo(tenant);
            assertThat(limit.getPlan()).isNull();
            assertThat(limit.getCallClass()).isEqualTo("checkout");
            assertThat(limit.getPermits()).isEqualTo(10);
            assertThat(limit.getPerSeconds()).isEqualTo(60);
            assertThat(limit.getBurst()).isEqualTo(3);
            assertThat(limit.getStage()).isEqualTo(LimitStage.ENFORCE);
            assertThat(limit.getExpiresAt()).isEqualTo(end);
            assertThat(limit.getRemoved()).isFalse();
            assertThat(limit.getChange().getReason()).isEqualTo("too many");

            admin().delete(at + "?reason=enough").then().statusCode(200);
            var removed = EventWriter.decode(events(key, 2).getLast().value(), RateLimit.class);
            assertThat(removed.getRemoved()).isTrue();
            assertThat(removed.getChange().getType()).isEqualTo("rate-limit.removed");

            var cause = new Cause(Actor.service("test"), "a test", null, null);
            VertxContextSupport.subscribeAndAwait(
                    () -> forgetTenant.run(new ForgetTenant.Command(new TenantId(tenant), cause)));
            var tombstone = events(key, 3).getLast();
            assertThat(tombstone.value()).isNull();
            assertThat(TopicReader.headers(tombstone)).containsEntry("version", "3");
        }
    }

    @Test
    void a_dry_run_is_told_to_nobody_and_what_is_said_again_is_what_was_said() {
        var plan = "p" + UUID.randomUUID().toString().substring(0, 8);
        var at = "/api/v1/plans/" + plan + "/rate-limits/checkout";
        var body = Map.of("permits", 10, "perSeconds", 1, "reason", "a test");
        admin().header("If-None-Match", "*")
                .body(body)
                .put(at + "?dryRun=true")
                .then()
                .statusCode(200);
        admin().header("If-None-Match", "*").body(body).put(at).then().statusCode(201);
        var key = "plan/" + plan + "/checkout";
        var operation = admin().body(Map.of("id", key, "topic", Contract.LIMITS.name(), "reason", "a test"))
                .post(REPUBLISH)
                .then()
                .statusCode(202)
                .body("total", equalTo(1))
                .extract()
                .<String>path("operationId");
        await().atMost(BOUND)
                .untilAsserted(() -> admin().get(REPUBLISH + "/" + operation)
                        .then()
                        .body("state", equalTo("DONE"))
                        .body("failed", equalTo(0)));
        var records = events(key, 2);
        assertThat(records.getLast().value()).isEqualTo(records.getFirst().value());
        assertThat(TopicReader.headers(records.getLast()).get("ce_id"))
                .isEqualTo(TopicReader.headers(records.getFirst()).get("ce_id"));
        var limit = EventWriter.decode(records.getFirst().value(), RateLimit.class);
        assertThat(limit.getTenantId()).isNull();
        assertThat(limit.getPlan()).isEqualTo(plan);
    }

    private static List<ConsumerRecord<String, byte[]>> events(String key, int count) {
        try (var reader = Environment.current().read(Contract.LIMITS)) {
            return reader.awaitAll(record -> key.equals(record.key()), count, BOUND);
        }
    }

    private static RequestSpecification admin() {
        return given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN))
                .contentType(ContentType.JSON);
    }
}
