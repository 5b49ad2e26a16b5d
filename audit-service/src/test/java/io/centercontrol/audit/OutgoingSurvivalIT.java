package io.centercontrol.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.audit.stream.HttpSiem;
import io.centercontrol.audit.stream.StreamFixture;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service is killed in the middle of an export and of a stream, and another one goes on with both. */
class OutgoingSurvivalIT {
    private static final int EVENTS = 200;
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final ServiceStack stack = new ServiceStack();
    private Map<String, String> configuration = Map.of();

    @BeforeEach
    void begin() {
        stack.init(Map.of("service", "audit-service"));
        configuration = new HashMap<>(stack.start());
        configuration.put("cc.webhooks.reach", "LOOPBACK_TOO");
        configuration.put("cc.export.page", "1");
        configuration.put("cc.export.lease", "PT3S");
        configuration.put("cc.stream.batch", "5");
        configuration.put("cc.stream.lease", "PT3S");
    }

    @AfterEach
    void end() {
        stack.stop();
    }

    @Test
    void an_export_goes_on_where_it_was_and_no_entry_of_a_stream_is_lost_or_out_of_order() throws Exception {
        var tenant = EventWriter.newId();
        var events = new ArrayList<String>();
        try (var platform = new PlatformFixture("audit-service");
                var siem = new HttpSiem()) {
            siem.answer(got -> slowly(40));
            JsonPath left;
            String export;
            try (var first = ServiceProcess.start(configuration)) {
                for (var version = 1; version <= EVENTS; version++) {
                    events.add(platform.tenant(tenant, version, TenantStatus.ACTIVE)
                            .toString());
                }
                await().atMost(BOUND)
                        .until(() -> as(Role.AUDITOR)
                                        .get(first.url() + TrailFixture.ENTRIES + "/" + events.getLast())
                                        .statusCode()
                                == 200);
                var stream = StreamFixture.webhook(siem.url(), tenant.toString());
                stream.put("fromIndex", 0);
                as(Role.PLATFORM_ADMIN)
                        .body(stream)
                        .post(first.url() + StreamFixture.STREAMS)
                        .then()
                        .statusCode(201);
                export = as(Role.AUDITOR)
                        .body(Map.of(
                                "format", "NDJSON", "filter", Map.of("target", tenant.toString()), "reason", "a test"))
                        .post(first.url() + "/api/v1/audit/exports")
                        .then()
                        .statusCode(202)
                        .extract()
                        .header("Location");
                await().atMost(BOUND)
                        .pollInterval(OFTEN)
                        .pollDelay(Duration.ZERO)
                        .until(() -> get(first, export).getInt("entries") >= 10
                                && siem.events().size() >= 10);
                left = get(first, export);
                first.kill();
            }
            assertThat(left.getString("state")).isEqualTo("RUNNING");
            assertThat(siem.events()).hasSizeLessThan(EVENTS);
            try (var second = ServiceProcess.start(configuration)) {
                assertThat(get(second, export).getInt("entries"))
                        .as("what was written is not written again")
                        .isGreaterThanOrEqualTo(left.getInt("entries"));
                await().atMost(BOUND)
                        .untilAsserted(() -> assertThat(get(second, export).getString("state"))
                                .isEqualTo("DONE"));
                assertThat(ids(as(Role.AUDITOR)
                                .get(second.url() + export + "/file")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString()))
                        .isEqualTo(events);
                assertThat(get(second, export).getString("startedAt")).isEqualTo(left.getString("startedAt"));
                await().atMost(BOUND).until(() -> siem.events().containsAll(events));
            }
            assertThat(siem.events().stream().distinct())
                    .as("each is told for the first time in its order")
                    .isEqualTo(events);
            assertThat(siem.events().size() - EVENTS).as("what is told twice").isBetween(0, 5);
        }
    }

    private static int slowly(int millis) {
        try {
            Thread.sleep(millis);
            return 204;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 500;
        }
    }

    private static List<String> ids(String lines) {
        return lines.lines()
                .map(line -> JsonPath.from(line).getString("eventId"))
                .toList();
    }

    private static JsonPath get(ServiceProcess service, String path) {
        return as(Role.AUDITOR)
                .get(service.url() + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }
}
