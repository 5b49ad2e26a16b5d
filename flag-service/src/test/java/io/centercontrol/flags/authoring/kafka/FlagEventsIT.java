package io.centercontrol.flags.authoring.kafka;

import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.as;
import static io.centercontrol.flags.authoring.http.FlagFixture.body;
import static io.centercontrol.flags.authoring.http.FlagFixture.create;
import static io.centercontrol.flags.authoring.http.FlagFixture.created;
import static io.centercontrol.flags.authoring.http.FlagFixture.kill;
import static io.centercontrol.flags.authoring.http.FlagFixture.newKey;
import static io.centercontrol.flags.authoring.http.FlagFixture.onForPlan;
import static io.centercontrol.flags.authoring.http.FlagFixture.onOff;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;
import static io.centercontrol.flags.authoring.http.FlagFixture.override;
import static io.centercontrol.flags.authoring.http.FlagFixture.show;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.events.Task;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.flags.Bucketing;
import io.centercontrol.events.flags.Flag;
import io.centercontrol.events.flags.FlagKind;
import io.centercontrol.events.flags.FlagType;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.events.provisioning.ServiceStay;
import io.centercontrol.events.provisioning.TenantDeletion;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.flags.authoring.TenantExport;
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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What flags say on their topic, what instances make of it, and what provisioning-service is answered. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class FlagEventsIT {
    private static final Duration BOUND = Duration.ofSeconds(90);

    @Inject
    DataPlane plane;

    @Inject
    TenantExport export;

    private PlatformFixture platform;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void a_change_is_told_whole_with_who_and_why_and_what() {
        var key = newKey();
        var body = body(key, onOff(onForPlan("basic")));
        body.put("tags", List.of("one", "two"));
        create(body).statusCode(201);
        kill(key, "", Map.of("plans", List.of("basic"), "reason", "It hurts.")).statusCode(201);

        var records = events(key, 2);
        assertThat(TopicReader.headers(records.getLast()))
                .containsEntry("ce_type", "flag.killed")
                .containsEntry("ce_source", "flag-service")
                .containsEntry("ce_id", show(key).extract().<String>path("eventId"))
                .containsEntry("version", "2");
        var flag = decoded(records.getLast());
        assertThat(flag.getType()).isEqualTo(FlagType.BOOLEAN);
        assertThat(flag.getKind()).isEqualTo(FlagKind.RELEASE);
        assertThat(flag.getBucketing()).isEqualTo(Bucketing.UTF8);
        assertThat(flag.getTags()).containsExactly("one", "two");
        assertThat(flag.getOffVariant()).isEqualTo("off");
        assertThat(flag.getStaleAt()).isNotNull();
        assertThat(flag.getAuthored()).contains("targeting").doesNotContain("tenantId");
        assertThat(flag.getKillSwitches()).singleElement().satisfies(one -> {
            assertThat(one.getPlans()).containsExactly("basic");
            assertThat(one.getReason()).isEqualTo("It hurts.");
            assertThat(one.getBy()).isEqualTo("platform-operator");
        });
        assertThat(flag.getChange().getReason()).isEqualTo("It hurts.");
        assertThat(flag.getChange().getActor().getId()).isEqualTo("platform-operator");
        assertThat(flag.getChange().getChanges())
                .singleElement()
                .satisfies(field -> assertThat(field.getAfter()).contains("\"plans\":[\"basic\"]"));
    }

    @Test
    void instances_obey_a_change() {
        var plan = "p" + UUID.randomUUID().toString().substring(0, 8);
        var tenant = new TenantId(platform.tenant(plane, plan));
        var key = created(onForPlan(plan));
        await().atMost(BOUND).until(() -> plane.flags().isOn(key, tenant, false));
        kill(key, "", Map.of("everyone", true)).statusCode(201);
        await().atMost(BOUND).until(() -> !plane.flags().isOn(key, tenant, true));
        var id = show(key).extract().<String>path("killSwitches[0].id");
        operator().delete(FLAGS + "/" + key + "/kill-switches/" + id + "?reason=over");
        await().atMost(BOUND).until(() -> plane.flags().isOn(key, tenant, false));
        operator().delete(FLAGS + "/" + key + "?reason=over").then().statusCode(200);
        await().atMost(BOUND).until(() -> plane.flags().find(key) == null);
    }

    @Test
    void a_dry_run_is_told_to_nobody_and_what_is_said_again_is_what_was_said() {
        var key = newKey();
        var body = body(key, onOff(onForPlan("basic")));
        operator().body(body).post(FLAGS + "?dryRun=true").then().statusCode(200);
        create(body).statusCode(201);
        var operation = as(Role.PLATFORM_ADMIN)
                .body(Map.of("id", key, "topic", Contract.FLAGS.name(), "reason", "a test"))
                .post("/api/v1/admin/republish")
                .then()
                .statusCode(202)
                .body("total", equalTo(1))
                .extract()
                .<String>path("operationId");
        await().atMost(BOUND)
                .untilAsserted(() -> as(Role.PLATFORM_ADMIN)
                        .get("/api/v1/admin/republish/" + operation)
                        .then()
                        .body("state", equalTo("DONE"))
                        .body("failed", equalTo(0)));
        var records = events(key, 2);
        assertThat(records.getLast().value()).isEqualTo(records.getFirst().value());
        assertThat(TopicReader.headers(records.getLast()).get("ce_id"))
                .isEqualTo(TopicReader.headers(records.getFirst()).get("ce_id"));
        try (var reader = Environment.current().read(Contract.FLAGS)) {
            reader.awaitAll(record -> key.equals(record.key()), 2, BOUND);
            assertThat(reader.allWithin(Duration.ofSeconds(1)))
                    .filteredOn(record -> key.equals(record.key()))
                    .hasSize(2);
        }
    }

    @Test
    void a_tenant_is_ready_here_at_once() {
        var tenant = EventWriter.newId();
        asked(tenant, 3, 1, null);
        var report = report(tenant, 1);
        assertThat(report.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(report.getObservedVersion()).isEqualTo(3);
        assertThat(report.getSender().getService()).isEqualTo("flag-service");
    }

    @Test
    void an_erased_tenant_is_in_no_flag_and_in_none_again() throws Throwable {
        var plan = "p" + UUID.randomUUID().toString().substring(0, 8);
        var tenant = platform.tenant(plane, plan);
        var key = created(null);
        override(key, "tenant-overrides/" + tenant, "on", "").statusCode(200);
        kill(key, "", Map.of("tenants", List.of(tenant))).statusCode(201);
        var sdkKey = as(Role.PLATFORM_ADMIN)
                .body(Map.of(
                        "name", "shop", "scopes", List.of("OFREP"), "tenants", List.of(tenant), "reason", "a test"))
                .post("/api/v1/sdk-keys")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var exported = exported(tenant);
        assertThat(exported.path("overrides").get(0).path("flag").asText()).isEqualTo(key);
        assertThat(exported.path("overrides").get(0).path("variant").asText()).isEqualTo("on");
        assertThat(exported.path("killSwitches").get(0).path("flag").asText()).isEqualTo(key);
        assertThat(exported.path("sdkKeys").get(0).path("id").asText()).isEqualTo(sdkKey);
        assertThat(exported.toString()).doesNotContain("hash");

        asked(tenant, 2, 3, Task.ERASE);

        var report = report(tenant, 3);
        assertThat(report.getTask()).isEqualTo(Task.ERASE);
        assertThat(report.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(report.getKept())
                .singleElement()
                .satisfies(kept -> assertThat(kept.getWhere()).contains("flag-service"));
        show(key)
                .body("tenantOverrides", equalTo(Map.of()))
                .body("killSwitches", equalTo(List.of()))
                .body("version", equalTo(4));
        assertThat(new String(events(key, 4).getLast().value(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("flag.tenant-forgotten");
        as(Role.PLATFORM_VIEWER).get("/api/v1/sdk-keys/" + sdkKey).then().body("revokedAt", notNullValue());
        kill(key, "", Map.of("tenants", List.of(tenant))).statusCode(409).body("code", equalTo("TENANT_ERASED"));
        override(key, "tenant-overrides/" + tenant, "on", "").statusCode(409);

        asked(tenant, 2, 4, Task.ERASE);
        assertThat(report(tenant, 4).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    private JsonNode exported(UUID tenant) throws Throwable {
        return new ObjectMapper()
                .readTree(VertxContextSupport.subscribeAndAwait(() -> export.of(new TenantId(tenant))));
    }

    @Test
    void an_export_that_nobody_takes_is_reported_as_failed() {
        var tenant = EventWriter.newId();
        asked(tenant, 2, 1, Task.EXPORT);
        var report = report(tenant, 1);
        assertThat(report.getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.getMessage()).contains("cc.exports.token-file");
    }

    @Test
    void a_poison_record_is_set_aside_and_the_partition_moves_on() {
        var tenant = EventWriter.newId();
        platform.events().raw(Contract.PROVISIONING, tenant.toString(), new byte[] {1, 2, 3});
        asked(tenant, 1, 1, null);
        report(tenant, 1);
        await().atMost(BOUND)
                .until(() -> given().auth()
                                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN))
                                .get("/api/v1/admin/quarantine?channel=provisioning")
                                .<Integer>path("total")
                        >= 1);
    }

    private void asked(UUID tenant, long version, int attempt, @Nullable Task task) {
        var eventId = EventWriter.newId();
        var service = ServiceProvisioning.newBuilder()
                .setService("flag-service")
                .setRequired(true)
                .setObservedVersion(0)
                .setAttempt(attempt)
                .setAwaiting(true)
                .setNextTryAt(null)
                .setConditions(List.of())
                .setStay(ServiceStay.IN_SERVICE)
                .build();
        var deletion = ServiceDeletion.newBuilder()
                .setService("flag-service")
                .setAttempt(attempt)
                .setAwaiting(true)
                .setNextTryAt(null)
                .setExportedAt(null)
                .setExportSha256(null)
                .setExportBytes(null)
                .setErasedAt(null)
                .setErasedBy(null)
                .setKept(List.of())
                .setConditions(List.of())
                .build();
        var record = Provisioning.newBuilder()
                .setChange(PlatformFixture.change(eventId, tenant.toString(), version, "provisioning.attempted"))
                .setTenantId(tenant)
                .setDesiredVersion(version)
                .setReady(false)
                .setPaused(false)
                .setServices(task == null ? List.of(service) : List.of())
                .setDeletion(task == null ? null : new TenantDeletion(task, false, false, List.of(deletion)))
                .build();
        platform.events().state(Contract.PROVISIONING, tenant.toString(), eventId, version, record);
    }

    private static Report report(UUID tenant, int attempt) {
        try (var reports = Environment.current().read(Contract.reports("flag-service"))) {
            return EventWriter.decode(
                    reports.await(
                                    record -> record.key().equals(tenant.toString())
                                            && EventWriter.decode(record.value(), Report.class)
                                                            .getAttempt()
                                                    == attempt,
                                    BOUND)
                            .value(),
                    Report.class);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> events(String key, int count) {
        try (var reader = Environment.current().read(Contract.FLAGS)) {
            return reader.awaitAll(record -> key.equals(record.key()), count, BOUND);
        }
    }

    private static Flag decoded(ConsumerRecord<String, byte[]> record) {
        return EventWriter.decode(record.value(), Flag.class);
    }
}
