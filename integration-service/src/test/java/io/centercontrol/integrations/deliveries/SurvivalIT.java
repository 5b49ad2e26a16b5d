package io.centercontrol.integrations.deliveries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.integrations.Receiver;
import io.centercontrol.integrations.Receiver.Answer;
import io.centercontrol.integrations.Receiver.Got;
import io.centercontrol.integrations.WebhookFixture;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service as a process that is killed while it sends. */
class SurvivalIT {
    private static final int EVENTS = 60;
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final ServiceStack stack = new ServiceStack();
    private Map<String, String> configuration = Map.of();

    @BeforeEach
    void begin() {
        stack.init(Map.of("service", "integration-service"));
        configuration = new HashMap<>(stack.start());
        configuration.put("cc.webhooks.reach", "LOOPBACK_TOO");
        configuration.put("cc.deliveries.lease", "PT6S");
        configuration.put("cc.webhooks.patience", "PT2S");
    }

    @AfterEach
    void end() {
        stack.stop();
    }

    @Test
    void what_was_to_be_told_is_told_in_its_order_though_the_service_is_killed() throws Exception {
        try (var platform = new PlatformFixture("integration-service");
                var receiver = new Receiver()) {
            receiver.answer("/survivor", got -> new Answer(200, Map.of(), "", 40));
            var tenant = EventWriter.newId();
            Set<String> events = new HashSet<>();
            try (var first = ServiceProcess.start(configuration)) {
                created(first, receiver.url("/survivor"));
                for (var i = 1; i <= EVENTS; i++) {
                    events.add(platform.tenant(tenant, i, TenantStatus.ACTIVE).toString());
                }
                await().atMost(BOUND).until(() -> receiver.at("/survivor").size() >= EVENTS / 10);
                first.kill();
            }
            var before = receiver.at("/survivor").size();
            assertThat(before).isLessThan(EVENTS);
            try (var second = ServiceProcess.start(configuration)) {
                await().atMost(BOUND).until(() -> ids(receiver.at("/survivor")).containsAll(events));
            }
            var versions = receiver.at("/survivor").stream()
                    .map(got -> got.<Integer>json("data.version"))
                    .toList();
            assertThat(versions.stream().distinct().toList())
                    .as("each is told for the first time in its order")
                    .isSorted();
            assertThat(versions.size() - EVENTS).as("what is told twice").isBetween(0, 2);
        }
    }

    private static Set<String> ids(List<Got> got) {
        var ids = new HashSet<String>();
        got.forEach(one -> ids.add(one.id()));
        return ids;
    }

    private static void created(ServiceProcess service, String url) {
        var body = WebhookFixture.body(url, List.of("tenant.*"));
        body.put("ordered", true);
        given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN))
                .contentType(ContentType.JSON)
                .body(body)
                .post(service.url() + WebhookFixture.ENDPOINTS)
                .then()
                .statusCode(201);
    }
}
