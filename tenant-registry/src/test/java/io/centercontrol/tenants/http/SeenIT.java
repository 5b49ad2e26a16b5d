package io.centercontrol.tenants.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the service shows of itself: metrics under the names of docs/observability.md, and what it stands on. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class SeenIT {
    private static final Duration BOUND = Duration.ofSeconds(40);

    @Test
    void readiness_names_each_thing_that_it_stands_on() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItems("postgresql", "kafka", "schema-registry"))
                .body("status", equalTo("UP"));
    }

    @Test
    void liveness_asks_nobody() {
        var checks = given().get("/q/health/live")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("checks.name", String.class);
        assertThat(checks).doesNotContain("postgresql", "kafka", "schema-registry");
    }

    @Test
    void the_metrics_have_the_names_of_the_table() {
        Environment.current().awaitConnected();
        TenantFixture.registered();
        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .containsPattern("cc_tenants\\{[^}]*status=\"PROVISIONING\"[^}]*} [1-9]")
                        .containsPattern("cc_outbox_appended_total\\{[^}]*type=\"tenant.registered\"[^}]*} [1-9]")
                        .containsPattern("cc_connector_streaming\\{[^}]*} 1\\.0")
                        .containsPattern("cc_slot_behind_bytes\\{[^}]*slot=\"cc_[^}]*} \\d")
                        .containsPattern("cc_slot_retained_bytes\\{[^}]*} \\d")
                        .containsPattern("cc_consumer_lag_records\\{[^}]*channel=\"provisioning\"[^}]*} 0\\.0"));
    }
}
