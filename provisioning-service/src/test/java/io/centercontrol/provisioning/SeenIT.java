package io.centercontrol.provisioning;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.provisioning.WorldFixture.InstanceFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The trace of a change goes on through this service, and its figures have the names of docs/observability.md. */
@QuarkusTest
@TestProfile(AppOfItsOwn.class)
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class SeenIT {
    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void what_a_change_causes_here_leaves_in_its_trace() {
        var tenant = WorldFixture.newId();
        try (var world = new WorldFixture().within("00-" + TRACE + "-00f067aa0ba902b7-01");
                var topic = Environment.current().read(Contract.PROVISIONING)) {
            world.tenant(tenant, 1, WorldFixture.newId());

            var record = topic.await(read -> tenant.toString().equals(read.key()), BOUND);

            assertThat(TopicReader.headers(record).get("traceparent"))
                    .startsWith("00-" + TRACE + "-")
                    .doesNotContain("00f067aa0ba902b7");
        }
    }

    @Test
    void the_metrics_have_the_names_of_the_table() {
        var instance = InstanceFixture.of("shop", 0);
        try (var world = new WorldFixture()) {
            world.position(instance, 0, 0, List.of());
            var change = world.tenant(WorldFixture.newId(), 1, WorldFixture.newId());
            world.position(instance, change, change.offset() + 1);
            await().atMost(BOUND)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                            .containsPattern("cc_provisionings\\{[^}]*status=\"[^}]*} [1-9]")
                            .containsPattern("cc_ledger_applied_seconds\\{[^}]*quantile=\"0.99\"[^}]*} \\d")
                            .containsPattern("cc_instances\\{[^}]*health=\"READY\"[^}]*} [1-9]"));
        }
    }
}
