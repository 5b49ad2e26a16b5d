package io.centercontrol.usage.intake.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centercontrol.testkit.NodeProgram;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenMeter's client as it comes from npm sends usage here, and nothing of it is changed for that. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class OpenMeterClientIT {
    @Test
    void what_it_sends_counts_once_and_what_is_wrong_it_is_told()
            throws IOException, InterruptedException, SQLException {
        assumeTrue(NodeProgram.isPossible(), "There is no Node here, so OpenMeter's client of npm is not tried.");
        NodeProgram.install("ingest.js");
        try (var events = new EventFixture();
                var node = NodeProgram.start(
                        "ingest.js",
                        events.tenant().toString(),
                        Map.of("BASE_URL", "http://127.0.0.1:" + RestAssured.port, "KEY", events.key()))) {
            node.said("single");
            node.said("batch");
            var wrong = node.said("wrong");
            assertThat(wrong.path("isHttpError").asBoolean()).isTrue();
            assertThat(wrong.path("status").asInt()).isEqualTo(400);
            assertThat(wrong.path("type").asText()).startsWith("urn:center-control:problem:");
            assertThat(wrong.path("errors").path(0).path("pointer").asText()).isEqualTo("/0/data/amount");
            assertThat(wrong.path("errors").path(0).path("code").asText()).isEqualTo("NOT_A_WHOLE_NUMBER");
            var stranger = node.said("stranger");
            assertThat(stranger.path("isHttpError").asBoolean()).isTrue();
            assertThat(stranger.path("status").asInt()).isEqualTo(401);
            assertThat(stranger.path("message").asText()).contains("usage key");

            events.awaitAccount(201, 200, 0);
            assertThat(events.total("api-calls")).isEqualTo(1);
            assertThat(events.total("orders")).isEqualTo(100);
            assertThat(events.total("gmv")).isEqualTo(490_000);
        }
    }
}
