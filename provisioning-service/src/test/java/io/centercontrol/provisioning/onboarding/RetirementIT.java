package io.centercontrol.provisioning.onboarding;

import static io.centercontrol.provisioning.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.Task;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.Waiver;
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
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant service that does not answer any more holds up nobody's deletion for ever: two people waive its word, or it is retired. */
@QuarkusTest
@TestProfile(RetirementIT.Alone.class)
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class RetirementIT {
    /** What other tests let in would be waited for here: no tenant becomes ready without it. */
    public static final class Alone implements QuarkusTestProfile {}

    private static final String SERVICES = "/api/v1/tenant-services/";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    AvroWire wire;

    @Inject
    RemoveTopics removeTopics;

    private WorldFixture world;
    private TopicReader provisioning;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @BeforeEach
    void begin() {
        world = new WorldFixture();
        provisioning = Environment.current().read(Contract.PROVISIONING);
    }

    @AfterEach
    void end() {
        provisioning.close();
        world.close();
    }

    @Test
    void two_people_let_one_deletion_go_on_without_a_service() {
        introduce("silent");
        var tenant = provisioned("silent");
        var waivers = "/api/v1/provisionings/" + tenant + "/waivers";
        var wish = Map.of("service", "silent", "reason", "its disk is lost");
        admin("one").body(wish).post(waivers).then().statusCode(409).body("code", equalTo("NOT_DELETING"));
        world.tenant(tenant, 2, WorldFixture.newId(), TenantStatus.EXPORTING);
        next(tenant, p -> p.getDeletion() != null);

        as(Role.PLATFORM_OPERATOR).body(wish).post(waivers).then().statusCode(403);
        admin("one")
                .body(Map.of("service", "nobody", "reason", "x"))
                .post(waivers)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("UNKNOWN_TENANT_SERVICE"));
        admin("one").body(Map.of("service", "silent")).post(waivers).then().statusCode(400);
        admin("one")
                .queryParam("dryRun", "true")
                .body(wish)
                .post(waivers)
                .then()
                .statusCode(200)
                .body("deletion.services[0].waiver.by", equalTo("one"));
        approve("two", waivers).statusCode(404).body("code", equalTo("WAIVER_NOT_FOUND"));
        admin("one").body(wish).post(waivers).then().statusCode(200).body("deletion.exported", equalTo(false));
        admin("two").body(wish).post(waivers).then().statusCode(409).body("code", equalTo("WAIVER_ASKED"));
        approve("one", waivers).statusCode(409).body("code", equalTo("OWN_APPROVAL"));
        assertThat(heldUpBy("silent")).isEqualTo(1);
        admin("two")
                .queryParam("reason", "look again")
                .delete(waivers + "/silent")
                .then()
                .statusCode(200)
                .body("deletion.services[0].waiver", nullValue());
        approve("two", waivers).statusCode(404);
        admin("one").body(wish).post(waivers).then().statusCode(200);
        approve("two", waivers)
                .statusCode(200)
                .body("deletion.exported", equalTo(true))
                .body("deletion.services[0].awaiting", equalTo(false))
                .body("deletion.services[0].conditions[0].reason", equalTo("Waived"));
        assertThat(heldUpBy("silent")).isZero();
        approve("three", waivers).statusCode(409).body("code", equalTo("SERVICE_NOT_AWAITED"));

        var exported =
                next(tenant, p -> p.getDeletion() != null && p.getDeletion().getExported());
        assertThat(exported.getChange().getType()).isEqualTo("provisioning.exported");
        assertThat(exported.getChange().getActor().getId()).isEqualTo("two");
        world.tenant(tenant, 3, WorldFixture.newId(), TenantStatus.ERASING);
        var erased =
                next(tenant, p -> p.getDeletion() != null && p.getDeletion().getErased());
        var entry = erased.getDeletion().getServices().getFirst();
        assertThat(entry.getErasedAt()).isNull();
        assertThat(entry.getWaiver())
                .returns(false, Waiver::getRetired)
                .returns("its disk is lost", Waiver::getReason)
                .returns("one", Waiver::getBy)
                .returns("two", Waiver::getApprovedBy);
        retire("silent").statusCode(200);
    }

    @Test
    void a_retired_service_is_asked_for_nothing_and_let_in_no_more() throws Exception {
        var token = introduce("leaver").extract().<String>path("credential.secrets.token");
        var living = provisioned("leaver");
        var leaving = provisioned("leaver");
        world.tenant(leaving, 2, WorldFixture.newId(), TenantStatus.EXPORTING);
        next(leaving, p -> p.getDeletion() != null);
        world.position(WorldFixture.InstanceFixture.of("leaver", 0), java.util.List.of());
        await().atMost(SOON)
                .untilAsserted(() -> as(Role.PLATFORM_VIEWER)
                        .queryParam("service", "leaver")
                        .get("/api/v1/instances")
                        .then()
                        .body("total", equalTo(1)));

        admin("one").body("{}").post(SERVICES + "leaver/retire").then().statusCode(400);
        as(Role.PLATFORM_OPERATOR)
                .body(Map.of("reason", "x"))
                .post(SERVICES + "leaver/retire")
                .then()
                .statusCode(403);
        admin("one")
                .body(Map.of("reason", "x"))
                .post(SERVICES + "plan-service/retire")
                .then()
                .statusCode(409)
                .body("code", equalTo("PLATFORM_SERVICE"));
        retire("nobody").statusCode(404);
        admin("one")
                .queryParam("dryRun", "true")
                .body(Map.of("reason", "we sell no gift cards any more"))
                .post(SERVICES + "leaver/retire")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("tenants", equalTo(1))
                .body("deletions", equalTo(1))
                .body("instances", equalTo(1))
                .body("credentials", equalTo(1));
        assertThat(upload(token)).isEqualTo(404);

        retire("leaver")
                .statusCode(200)
                .body("service.retirement.by", equalTo("one"))
                .body("service.retirement.reason", equalTo("we sell no gift cards any more"))
                .body("deletions", equalTo(1));

        assertThat(upload(token)).isEqualTo(401);
        retire("leaver").statusCode(409).body("code", equalTo("TENANT_SERVICE_RETIRED"));
        admin("one")
                .body(Map.of("reason", "let me in"))
                .post(SERVICES + "leaver/credentials")
                .then()
                .statusCode(409)
                .body("code", equalTo("TENANT_SERVICE_RETIRED"));
        admin("one")
                .header("If-Match", "*")
                .body(Map.of("name", "back", "required", true))
                .put(SERVICES + "leaver")
                .then()
                .statusCode(409)
                .body("code", equalTo("TENANT_SERVICE_RETIRED"));
        as(Role.PLATFORM_VIEWER)
                .queryParam("service", "leaver")
                .get("/api/v1/instances")
                .then()
                .body("items[0].gone.by", equalTo("one"));
        next(leaving, p -> p.getDeletion() != null && p.getDeletion().getExported());
        world.tenant(leaving, 3, WorldFixture.newId(), TenantStatus.ERASING);
        var erased =
                next(leaving, p -> p.getDeletion() != null && p.getDeletion().getErased());
        assertThat(erased.getDeletion().getTask()).isEqualTo(Task.ERASE);
        assertThat(erased.getDeletion().getServices().getFirst().getWaiver().getRetired())
                .isTrue();
        world.tenant(living, 2, WorldFixture.newId());
        var followed = next(living, p -> p.getDesiredVersion() == 2);
        assertThat(followed.getServices()).noneMatch(s -> s.getAwaiting() || s.getRequired());
        var newcomer = WorldFixture.newId();
        world.tenant(newcomer, 1, WorldFixture.newId());
        assertThat(next(newcomer, Provisioning::getReady).getServices()).isEmpty();
        world.tenant(living, 3, WorldFixture.newId(), TenantStatus.EXPORTING);
        var named = next(living, p -> p.getDeletion() != null);
        assertThat(named.getDeletion().getServices())
                .singleElement()
                .satisfies(s -> assertThat(s.getWaiver().getReason()).isEqualTo("we sell no gift cards any more"));
        assertTopicsGoInTime();
    }

    private void assertTopicsGoInTime() throws Exception {
        remove();
        assertThat(topics()).contains(Environment.current().name(Contract.reports("leaver")));

        try (var database = Environment.current().openDatabase();
                var update = database.prepareStatement("update tenant_service set document ="
                        + " jsonb_set(document, '{retirement,at}', '\"2020-01-01T00:00:00Z\"') where id = 'leaver'")) {
            update.executeUpdate();
        }
        remove();
        remove();

        await().atMost(SOON).untilAsserted(() -> assertThat(topics()).noneMatch(name -> name.contains(".leaver.")));
        as(Role.PLATFORM_VIEWER)
                .get(SERVICES + "leaver/history")
                .then()
                .body(
                        "items.type",
                        equalTo(java.util.List.of(
                                "tenant-service.topics-removed",
                                "tenant-service.retired",
                                "tenant-service.introduced")));
    }

    private void remove() throws SQLException {
        try {
            VertxContextSupport.subscribeAndAwait(removeTopics::run);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static java.util.Set<String> topics() throws Exception {
        try (var admin = Admin.create(Environment.current().kafkaProperties())) {
            return admin.listTopics().names().get();
        }
    }

    private UUID provisioned(String service) {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> p.getServices().stream().anyMatch(s -> s.getService().equals(service) && s.getAwaiting()));
        world.report(service, tenant, 1, 1, true);
        next(tenant, Provisioning::getReady);
        return tenant;
    }

    private static ValidatableResponse introduce(String key) {
        return admin("one")
                .header("If-None-Match", "*")
                .body(Map.of("name", key, "required", true, "attemptTimeoutMillis", 60_000))
                .put(SERVICES + key)
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse retire(String key) {
        return admin("one")
                .body(Map.of("reason", "we sell no gift cards any more"))
                .post(SERVICES + key + "/retire")
                .then();
    }

    private static int heldUpBy(String key) {
        return admin("one")
                .queryParam("dryRun", "true")
                .body(Map.of("reason", "just looking"))
                .post(SERVICES + key + "/retire")
                .then()
                .statusCode(200)
                .extract()
                .path("deletions");
    }

    private static ValidatableResponse approve(String who, String waivers) {
        return admin(who)
                .body(Map.of("reason", "I saw the disk"))
                .post(waivers + "/silent/approve")
                .then();
    }

    private static RequestSpecification admin(String who) {
        return RestAssured.given()
                .auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN, who))
                .contentType(ContentType.JSON);
    }

    private static int upload(String token) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .header("Content-Digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")
                .contentType("application/zip")
                .body(new byte[] {1})
                .put("/api/v1/tenants/" + UUID.randomUUID() + "/exports/leaver?attempt=1")
                .statusCode();
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
