package io.centercontrol.provisioning.progress;

import static io.centercontrol.provisioning.Rest.as;
import static io.centercontrol.provisioning.Rest.operator;
import static io.centercontrol.provisioning.Rest.putService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.Task;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.provisioning.WorldFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service of the platform takes part in a tenant's life as tenant services do, and nobody else can be it. */
@QuarkusTest
@TestProfile(PlatformServiceIT.Alone.class)
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class PlatformServiceIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PLANS = "plan-service";
    private static final String PATH = "/api/v1/tenant-services/" + PLANS;

    /** What every tenant waits for would be in the way of other tests. */
    public static final class Alone implements QuarkusTestProfile {}

    @Inject
    AvroWire wire;

    private WorldFixture world;
    private TopicReader provisioning;

    @BeforeEach
    void begin() {
        Environment.current().awaitConnected();
        world = new WorldFixture();
        provisioning = Environment.current().read(Contract.PROVISIONING);
        putService("shop", true, 30_000);
        putService(PLANS, true, 30_000);
    }

    @AfterEach
    void end() {
        provisioning.close();
        world.close();
    }

    @Test
    void no_credential_is_ever_given_out_in_its_name() throws Exception {
        as(Role.PLATFORM_ADMIN)
                .get(PATH + "/credentials")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        as(Role.PLATFORM_ADMIN)
                .body(Map.of("reason", "because of a test"))
                .post(PATH + "/credentials")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("PLATFORM_SERVICE"))
                .body("service", equalTo(PLANS))
                .body("detail", containsString("service of the platform itself"));
        // To make it known anew shows no secrets either, and makes no topics.
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", "Mine now", "required", true))
                .put(PATH)
                .then()
                .statusCode(412)
                .body("credential", nullValue());
        try (var admin = Admin.create(Environment.current().kafkaProperties())) {
            assertThat(admin.listTopics().names().get())
                    .contains(Environment.current().name(Contract.reports(PLANS)))
                    .doesNotContain(
                            Environment.current().name(Contract.positions(PLANS)),
                            Environment.current().name(Contract.differences(PLANS)));
            assertThat(admin.describeUserScramCredentials().users().get())
                    .noneMatch(user ->
                            user.startsWith(Environment.current().access().tenantServiceUser(PLANS)));
        }
    }

    @Test
    void a_tenant_is_ready_when_it_has_reported_too() {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(
                tenant,
                p -> p.getServices().stream()
                        .anyMatch(service -> service.getService().equals(PLANS) && service.getAwaiting()));
        world.report("shop", tenant, 1, 1, true);
        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get("/api/v1/provisionings/" + tenant)
                        .then()
                        .body("services.find { it.service == 'shop' }.conditions[0].status", equalTo("TRUE"))
                        .body("ready", equalTo(false)));
        // Its word counts on its own topic alone.
        world.report("shop", PLANS, tenant, 1, 1, true);
        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get("/api/v1/admin/quarantine?channel=reports&key=" + tenant)
                        .then()
                        .body("total", equalTo(1)));
        operator().get("/api/v1/provisionings/" + tenant).then().body("ready", equalTo(false));

        world.report(PLANS, tenant, 1, 1, true);
        next(tenant, Provisioning::getReady);
    }

    @Test
    void it_hands_its_export_over_and_erases_as_every_other_does() throws Exception {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> p.getServices().stream().allMatch(service -> service.getAwaiting()));
        world.report("shop", tenant, 1, 1, true);
        world.report(PLANS, tenant, 1, 1, true);
        next(tenant, Provisioning::getReady);

        world.tenant(tenant, 2, WorldFixture.newId(), TenantStatus.EXPORTING);
        var exporting =
                next(tenant, p -> p.getDeletion() != null && p.getDeletion().getTask() == Task.EXPORT);
        for (var service : exporting.getDeletion().getServices()) {
            var name = service.getService();
            var content = ("all of " + name).getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            RestAssured.given()
                    .auth()
                    .oauth2(Environment.current().tokens().ofTenantService(name))
                    .header("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":")
                    .contentType("application/zip")
                    .body(content)
                    .put("/api/v1/tenants/" + tenant + "/exports/" + name + "?attempt=" + service.getAttempt())
                    .then()
                    .statusCode(201);
            world.exported(name, tenant, service.getAttempt(), HexFormat.of().formatHex(hash), content.length);
        }
        assertThat(next(tenant, p -> p.getDeletion() != null && p.getDeletion().getExported())
                        .getDeletion()
                        .getServices())
                .extracting(ServiceDeletion::getService)
                .containsExactlyInAnyOrder(PLANS, "shop");

        world.tenant(tenant, 3, WorldFixture.newId(), TenantStatus.ERASING);
        next(tenant, p -> p.getDeletion() != null && p.getDeletion().getTask() == Task.ERASE);
        world.erased("shop", tenant, 1);
        world.erased(PLANS, tenant, 1);
        next(tenant, p -> p.getDeletion() != null && p.getDeletion().getErased());
    }

    private Provisioning next(UUID tenant, Predicate<Provisioning> fits) {
        return decode(provisioning.await(
                record -> tenant.toString().equals(record.key()) && record.value() != null && fits.test(decode(record)),
                SOON));
    }

    private Provisioning decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value(), Provisioning.class).await().atMost(SOON);
    }
}
