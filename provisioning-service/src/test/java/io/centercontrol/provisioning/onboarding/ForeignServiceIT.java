package io.centercontrol.provisioning.onboarding;

import static io.centercontrol.provisioning.Rest.as;
import static io.centercontrol.provisioning.Rest.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.provisioning.WorldFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.NodeProgram;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ExtractableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/**
 * A tenant service that has nothing of ours but what {@code docs/another-language.md} says: kafkajs and the schema registry's client
 * as they come from npm, with the credential that letting it in gave it.
 */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class ForeignServiceIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String KEY = "foreign";
    private static final String TOPICS = "/api/v1/topics";

    @Test
    void kafkajs_follows_reports_and_is_counted() throws Exception {
        assumeTrue(NodeProgram.isPossible(), "There is no Node here, so no consumer of npm is tried.");
        NodeProgram.install("serve.js");
        Environment.current().awaitConnected();
        var credential = letIn(KEY);
        var instance = "i-" + UUID.randomUUID();
        var tenant = WorldFixture.newId();
        try (var world = new WorldFixture();
                var node = NodeProgram.start("serve.js", instance, settings(credential))) {
            node.said("following");
            world.tenant(tenant, 1, WorldFixture.newId());

            assertThat(version(node, tenant)).isEqualTo(1);
            awaitReported(node, tenant);
            await().atMost(SOON)
                    .untilAsserted(() -> operator()
                            .get("/api/v1/provisionings/" + tenant)
                            .then()
                            .body("services.find { it.service == 'foreign' }.observedVersion", equalTo(1)));

            // An older state that comes again is no news.
            world.tenant(tenant, 3, WorldFixture.newId(), TenantStatus.ACTIVE);
            world.tenant(tenant, 2, WorldFixture.newId(), TenantStatus.SUSPENDED);
            var last = world.tenant(tenant, 4, WorldFixture.newId(), TenantStatus.ACTIVE);
            assertThat(version(node, tenant)).isEqualTo(3);
            assertThat(version(node, tenant)).isEqualTo(4);

            await().atMost(SOON)
                    .untilAsserted(() -> operator()
                            .get("/api/v1/instances/" + instance)
                            .then()
                            .statusCode(200)
                            .body("standing", equalTo("LIVE"))
                            .body("sdkVersion", equalTo("kafkajs"))
                            .body("positions.find { it.partition == " + last.partition() + " }.lag", equalTo(0)));

            node.end();
            node.said("stopped");
            await().atMost(SOON)
                    .untilAsserted(() -> operator()
                            .get("/api/v1/instances/" + instance)
                            .then()
                            .body("standing", equalTo("STOPPED")));
        }
    }

    /** The next version of a tenant that it takes over; it says those of other tests' tenants, too. */
    private static long version(NodeProgram node, UUID tenant) throws Exception {
        while (true) {
            var said = node.said("tenant");
            if (said.get("id").asText().equals(tenant.toString())) {
                return said.get("version").asLong();
            }
        }
    }

    /** It is asked for the tenants of other tests, too. */
    private static void awaitReported(NodeProgram node, UUID tenant) throws Exception {
        String reported;
        do {
            reported = node.said("reported").get("tenantId").asText();
        } while (!reported.equals(tenant.toString()));
    }

    @Test
    void its_token_tells_it_the_ids_of_topics_as_the_broker_has_them() throws Exception {
        var token = letIn("reader").<String>path("credential.secrets.token");
        var environment = Environment.current();

        var told = RestAssured.given()
                .auth()
                .oauth2(token)
                .get(TOPICS)
                .then()
                .statusCode(200)
                .extract();

        var names = told.<List<String>>path("items.topic");
        assertThat(names)
                .contains(environment.name(Contract.TENANTS), environment.name(Contract.LIMITS))
                .isSorted();
        try (var admin = Admin.create(environment.kafkaProperties())) {
            var described = admin.describeTopics(names).allTopicNames().get();
            assertThat(told.<List<String>>path("items.topicId"))
                    .isEqualTo(names.stream()
                            .map(name -> Objects.requireNonNull(described.get(name))
                                    .topicId()
                                    .toString())
                            .toList());
        }
        assertThat(told.<List<String>>path("items.findAll { it.leased }.topic"))
                .containsExactly(environment.name(Contract.TENANTS));
        as(Role.BILLING).get(TOPICS).then().statusCode(403);
    }

    private static ExtractableResponse<?> letIn(String key) {
        return as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", "Foreign", "required", false))
                .put("/api/v1/tenant-services/" + key)
                .then()
                .statusCode(201)
                .extract();
    }

    private static Map<String, String> settings(ExtractableResponse<?> credential) {
        var environment = Environment.current();
        return Map.of(
                "PREFIX", environment.prefix(),
                "SERVICE", KEY,
                "PROVISIONING", RestAssured.baseURI + ":" + RestAssured.port,
                "TOKEN", credential.path("credential.secrets.token"),
                "KAFKA", environment.addresses().bootstrap(),
                "KAFKA_USER", credential.path("credential.kafkaUser"),
                "KAFKA_PASSWORD", credential.path("credential.secrets.kafkaPassword"),
                "REGISTRY", "http://127.0.0.1:" + environment.addresses().registry() + "/apis/ccompat/v7",
                "REGISTRY_USER", credential.path("credential.secrets.registryUser"),
                "REGISTRY_PASSWORD", credential.path("credential.secrets.registryPassword"));
    }
}
