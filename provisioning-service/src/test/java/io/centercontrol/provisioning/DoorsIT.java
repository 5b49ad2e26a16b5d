package io.centercontrol.provisioning;

import static org.awaitility.Awaitility.await;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.provisioning.WorldFixture.InstanceFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class DoorsIT {
    private static final String SERVICES = "/api/v1/tenant-services";
    private static final String PROVISIONINGS = "/api/v1/provisionings/";
    private static final String INSTANCES = "/api/v1/instances/";
    private static final String PROPAGATION = "/api/v1/propagation/";

    @TestHTTPResource
    @Nullable
    URI root;

    private final UUID tenant = WorldFixture.newId();
    private final UUID event = WorldFixture.newId();
    private final InstanceFixture instance = InstanceFixture.of("shop", 0);
    private WorldFixture world;

    @BeforeEach
    void begin() {
        world = new WorldFixture();
        var change = world.tenant(tenant, 1, event);
        world.position(instance, change, change.offset() + 1);
        found(PROVISIONINGS + tenant);
        found(INSTANCES + instance.id());
        found(PROPAGATION + event);
    }

    @AfterEach
    void end() {
        world.change(Contract.TENANTS, tenant, WorldFixture.newId(), 2, null);
        world.position(instance.stopped(), 0, 0, List.of());
        world.close();
    }

    private static void found(String path) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> Rest.operator().get(path).then().statusCode(200));
    }

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .with(
                        "PUT /api/v1/tenant-services/{key}",
                        () -> Sample.of(newService()).with("If-None-Match", "*").seenAt(SERVICES))
                .with("POST /api/v1/tenant-services/{key}/credentials", () -> {
                    var at = onboarded();
                    return Sample.of(at + "/credentials").seenAt(at + "/credentials");
                })
                .with("POST /api/v1/tenant-services/{key}/retire", () -> {
                    var at = onboarded();
                    return Sample.of(at + "/retire").seenAt(at + "/history");
                })
                .with("POST /api/v1/provisionings/{tenantId}/pause", this::ofTenant)
                .succeedingElsewhere("POST /api/v1/provisionings/{tenantId}/resume")
                .succeedingElsewhere("POST /api/v1/provisionings/{tenantId}/retry")
                .succeedingElsewhere("POST /api/v1/provisionings/{tenantId}/waivers")
                .succeedingElsewhere("POST /api/v1/provisionings/{tenantId}/waivers/{service}/approve")
                .succeedingElsewhere("POST /api/v1/instances/{instanceId}/declare-gone")
                .with("GET /api/v1/provisionings/{tenantId}", () -> Sample.of(PROVISIONINGS + tenant))
                .with(
                        "GET /api/v1/provisionings/{tenantId}/history",
                        () -> Sample.of(PROVISIONINGS + tenant + "/history"))
                .with("GET /api/v1/instances/{instanceId}", () -> Sample.of(INSTANCES + instance.id()))
                .with("GET /api/v1/propagation/{eventId}", () -> Sample.of(PROPAGATION + event))
                .with(
                        "GET /api/v1/tenants/{tenantId}/exports",
                        () -> Sample.of("/api/v1/tenants/" + tenant + "/exports"))
                .findingNothing("GET /api/v1/tenants/{tenantId}/exports/{service}")
                .with(
                        "PUT /api/v1/tenants/{tenantId}/exports/{service}",
                        () -> Sample.of("/api/v1/tenants/" + UUID.randomUUID() + "/exports/shop?attempt=1")
                                .by(Environment.current().tokens().ofTenantService("shop")))
                .succeedingElsewhere("PUT /api/v1/tenants/{tenantId}/exports/{service}");
    }

    private Sample ofTenant() {
        return Sample.of(PROVISIONINGS + tenant + "/pause").seenAt(PROVISIONINGS + tenant);
    }

    private static String newService() {
        return SERVICES + "/d" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String onboarded() {
        var at = newService();
        Rest.as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", "Doors", "required", false, "reason", "of a test"))
                .put(at)
                .then()
                .statusCode(201);
        return at;
    }

    @Test
    void each_does_what_the_document_says() {
        try (var doors = doors()) {
            doors.eachDoesWhatTheDocumentSays();
        }
    }

    @Test
    void bad_input_is_refused_and_changes_nothing() {
        try (var doors = doors()) {
            doors.badInputIsRefusedAndChangesNothing();
        }
    }

    @Test
    void each_refusal_is_told_in_the_audit_trail() {
        try (var doors = doors()) {
            doors.eachRefusalIsTold();
        }
    }
}
