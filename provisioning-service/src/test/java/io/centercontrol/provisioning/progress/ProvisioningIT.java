package io.centercontrol.provisioning.progress;

import static io.centercontrol.provisioning.Rest.operator;
import static io.centercontrol.provisioning.Rest.putService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.provisioning.WorldFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenants come, services report, time passes: on real parts, from topic to topic. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class ProvisioningIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    AvroWire wire;

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
        putService("shop", true, 30_000);
    }

    @AfterEach
    void end() {
        provisioning.close();
        world.close();
    }

    @Test
    void a_new_tenant_is_asked_for_reported_on_and_ready() {
        var tenant = WorldFixture.newId();
        var event = WorldFixture.newId();

        world.tenant(tenant, 1, event);
        var asked = next(tenant, p -> shop(p).getAwaiting());
        assertThat(asked.getReady()).isFalse();
        assertThat(shop(asked).getAttempt()).isEqualTo(1);
        assertThat(shop(asked).getRequired()).isTrue();
        assertThat(asked.getChange().getCausationId()).isEqualTo(event.toString());
        assertThat(asked.getChange().getCorrelationId()).isEqualTo("correlation-" + tenant);
        operator().get("/api/v1/provisionings/" + tenant).then().body("status", equalTo("CONVERGING"));

        world.report("shop", tenant, 1, 1, true);
        var ready = next(tenant, Provisioning::getReady);
        assertThat(ready.getChange().getType()).isEqualTo("provisioning.ready");
        assertThat(shop(ready).getObservedVersion()).isEqualTo(1);
        operator()
                .get("/api/v1/provisionings/" + tenant)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("ready", equalTo(true))
                .body("slug", equalTo("slug-" + tenant))
                .body("eventId", equalTo(ready.getChange().getEventId().toString()))
                .body("services.find { it.service == 'shop' }.conditions[0].status", equalTo("TRUE"));
    }

    @Test
    void what_comes_again_or_late_changes_nothing() {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 2, WorldFixture.newId());
        next(tenant, p -> shop(p).getAwaiting());
        world.tenant(tenant, 2, WorldFixture.newId());
        world.tenant(tenant, 1, WorldFixture.newId());
        world.report("shop", tenant, 2, 1, true);
        world.report("shop", tenant, 2, 1, true);
        world.report("shop", tenant, 1, 1, false);
        next(tenant, Provisioning::getReady);

        var records = provisioning.allWithin(Duration.ofMillis(1_500)).stream()
                .filter(record -> tenant.toString().equals(record.key()))
                .toList();
        assertThat(records).hasSize(2);
    }

    @Test
    void a_failure_is_told_and_tried_again() {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> shop(p).getAwaiting());

        world.report("shop", tenant, 1, 1, false);
        var failed = next(tenant, p -> p.getChange().getType().equals("provisioning.failed"));
        assertThat(shop(failed).getNextTryAt()).isNotNull();
        assertThat(shop(failed).getConditions().getFirst().getReason()).isEqualTo("HandlerFailed");

        var again = next(tenant, p -> shop(p).getAttempt() == 2);
        assertThat(shop(again).getAwaiting()).isTrue();
        operator()
                .get("/api/v1/provisionings/" + tenant)
                .then()
                .body("status", equalTo("STUCK"))
                .body("stuck[0].service", equalTo("shop"))
                .body("stuck[0].message", equalTo("no room for the shop"))
                .body("stuck[0].since", notNullValue());
        operator()
                .queryParam("status", "STUCK")
                .queryParam("text", "SLUG-" + tenant.toString().substring(0, 30))
                .queryParam("service", "shop")
                .get("/api/v1/provisionings")
                .then()
                .body("total", equalTo(1))
                .body("items[0].tenantId", equalTo(tenant.toString()));
        world.report("shop", tenant, 1, 2, true);
        next(tenant, Provisioning::getReady);
    }

    @Test
    void a_report_that_does_not_come_is_tried_again() {
        var tenant = WorldFixture.newId();
        putService("shop", true, 400);
        try {
            world.tenant(tenant, 1, WorldFixture.newId());
            var failed = next(tenant, p -> p.getChange().getType().equals("provisioning.failed"));
            assertThat(shop(failed).getConditions().getFirst().getReason()).isEqualTo("TimedOut");
            assertThat(shop(failed).getAwaiting()).isFalse();
            next(tenant, p -> shop(p).getAttempt() == 2 && shop(p).getAwaiting());
        } finally {
            putService("shop", true, 30_000);
        }
        world.report("shop", tenant, 1, 1, true);
        next(tenant, Provisioning::getReady);
    }

    @Test
    void an_operator_pauses_resumes_and_retries() {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> shop(p).getAwaiting());
        var path = "/api/v1/provisionings/" + tenant;

        String eventId = operator()
                .body(Map.of("reason", "maintenance"))
                .post(path + "/pause")
                .then()
                .statusCode(200)
                .body("status", equalTo("PAUSED"))
                .extract()
                .path("eventId");
        var paused = next(tenant, Provisioning::getPaused);
        assertThat(paused.getChange().getEventId().toString()).isEqualTo(eventId);
        assertThat(paused.getChange().getReason()).isEqualTo("maintenance");
        assertThat(shop(paused).getAwaiting()).isFalse();
        operator()
                .body(Map.of("reason", "again"))
                .post(path + "/pause")
                .then()
                .statusCode(409)
                .body("code", equalTo("PROVISIONING_PAUSED"));

        operator().body(Map.of("reason", "done")).post(path + "/resume").then().statusCode(200);
        next(tenant, p -> shop(p).getAwaiting() && shop(p).getAttempt() == 2);
        operator()
                .body(Map.of("reason", "now"))
                .post(path + "/retry")
                .then()
                .statusCode(409)
                .body("code", equalTo("NOTHING_TO_RETRY"));

        putServiceSlow(() -> {
            world.report("shop", tenant, 1, 2, false);
            next(tenant, p -> p.getChange().getType().equals("provisioning.failed"));
            operator()
                    .body(Map.of("reason", "fixed", "service", "shop"))
                    .header("Idempotency-Key", "k-" + tenant)
                    .post(path + "/retry")
                    .then()
                    .statusCode(200);
            operator()
                    .body(Map.of("reason", "fixed", "service", "shop"))
                    .header("Idempotency-Key", "k-" + tenant)
                    .post(path + "/retry")
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", equalTo("true"));
        });
        var retried = next(tenant, p -> p.getChange().getType().equals("provisioning.retried"));
        assertThat(shop(retried).getAttempt()).isEqualTo(3);
        world.report("shop", tenant, 1, 3, true);
        next(tenant, Provisioning::getReady);
    }

    @Test
    void a_service_that_becomes_required_later_is_backfilled() {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> shop(p).getAwaiting());
        world.report("shop", tenant, 1, 1, true);
        next(tenant, Provisioning::getReady);

        putService("late", true, 30_000);
        try {
            var followed =
                    next(tenant, p -> has(p, "late") && service(p, "late").getRequired());
            assertThat(followed.getReady()).isTrue();
            assertThat(service(followed, "late").getAwaiting()).isTrue();
            assertThat(service(followed, "late").getRequired()).isTrue();
            world.report("late", tenant, 1, 1, true);
            next(tenant, p -> has(p, "late") && service(p, "late").getObservedVersion() == 1);
        } finally {
            putService("late", false, 30_000);
        }
        next(tenant, p -> has(p, "late") && !service(p, "late").getRequired());
    }

    /** Its next version is decided with tenant services that it has not followed yet. */
    @Test
    void a_tenant_that_changes_while_a_service_is_new_is_backfilled_too() throws Exception {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> shop(p).getAwaiting());

        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("select from provisioning where id = '" + tenant + "' for update");
            putService("newest", false, 30_000);
            world.tenant(tenant, 2, WorldFixture.newId());
            await().atMost(SOON).until(() -> waiting() > 0);
            database.commit();
        }

        next(tenant, p -> has(p, "newest") && p.getDesiredVersion() == 2);
    }

    private static long waiting() throws java.sql.SQLException {
        try (var database = Environment.current().openDatabase();
                var rows = database.createStatement()
                        .executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void what_moved_it_is_kept() {
        var tenant = WorldFixture.newId();
        var event = WorldFixture.newId();
        world.tenant(tenant, 1, event);
        next(tenant, p -> shop(p).getAwaiting());
        world.report("shop", tenant, 1, 1, true);
        next(tenant, Provisioning::getReady);

        operator()
                .get("/api/v1/provisionings/" + tenant + "/history?limit=1")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.type", equalTo(List.of("provisioning.ready")))
                .body("items[0].actor.id", equalTo("shop"));
        operator()
                .get("/api/v1/provisionings/" + tenant + "/history")
                .then()
                .body("items[1].type", equalTo("provisioning.begun"))
                .body("items[1].causationId", equalTo(event.toString()));
        operator()
                .get("/api/v1/provisionings/" + WorldFixture.newId() + "/history")
                .then()
                .statusCode(404)
                .body("code", equalTo("PROVISIONING_NOT_FOUND"));
        operator()
                .get("/api/v1/tenant-services/shop/history?limit=1")
                .then()
                .statusCode(200)
                .body("items[0].actor.kind", equalTo("USER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"slug", "-slug", "updatedAt", "-updatedAt"})
    void a_list_is_read_page_by_page(String sort) {
        var tenants = Stream.generate(WorldFixture::newId)
                .limit(5)
                .map(UUID::toString)
                .toList();
        tenants.forEach(tenant -> world.tenant(UUID.fromString(tenant), 1, WorldFixture.newId()));
        tenants.forEach(tenant -> next(UUID.fromString(tenant), p -> shop(p).getAwaiting()));
        var all = new ArrayList<String>();
        String cursor = null;
        do {
            var path = "/api/v1/provisionings?limit=2&text=slug&sort=" + sort;
            var page = operator()
                    .get(cursor == null ? path : path + "&cursor=" + cursor)
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat(page.<Integer>path("total")).isGreaterThanOrEqualTo(5);
            all.addAll(page.<List<String>>path("items.tenantId"));
            cursor = page.path("next");
        } while (cursor != null);

        // Others may change meanwhile, and then stand at another place of a list by time.
        var bySlug = all.stream().filter(tenants::contains).toList();
        assertThat(bySlug).containsExactlyInAnyOrderElementsOf(tenants);
        switch (sort) {
            case "slug" -> assertThat(bySlug).isSorted();
            case "-slug" -> assertThat(bySlug.reversed()).isSorted();
            default -> assertThat(all).hasSizeGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void a_purged_tenant_leaves_a_tombstone() {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> shop(p).getAwaiting());

        world.change(Contract.TENANTS, tenant, WorldFixture.newId(), 2, null);

        var tombstone =
                provisioning.await(record -> tenant.toString().equals(record.key()) && record.value() == null, SOON);
        assertThat(TopicReader.headers(tombstone))
                .containsEntry("version", "2")
                .containsEntry("ce_type", "provisioning.ended");
        operator().get("/api/v1/provisionings/" + tenant).then().statusCode(404);
        world.tenant(tenant, 1, WorldFixture.newId());
        world.report("shop", tenant, 1, 1, true);
        await().during(Duration.ofSeconds(1))
                .atMost(SOON)
                .untilAsserted(() ->
                        operator().get("/api/v1/provisionings/" + tenant).then().statusCode(404));
    }

    @Test
    void poison_is_set_aside_and_the_partition_goes_on() {
        var tenant = WorldFixture.newId();
        world.raw(Contract.TENANTS, tenant.toString(), new byte[] {1, 2, 3});
        world.raw(Contract.TENANTS, tenant.toString(), new byte[] {0, 0, 0, 0, 0, 9});
        world.raw(Contract.TENANTS, "not-an-id", null);
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> shop(p).getAwaiting());

        world.raw(Contract.reports("shop"), tenant.toString(), null);
        world.report("shop", "late", tenant, 1, 1, true);
        world.report("shop", tenant, 1, 1, true);
        next(tenant, Provisioning::getReady);

        assertThat(quarantined("tenants")).isGreaterThanOrEqualTo(3);
        assertThat(quarantined("reports")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void what_is_set_aside_of_governance_can_be_replayed() {
        var key = WorldFixture.newId().toString();
        world.raw(Contract.GOVERNANCE, key, new byte[] {1, 2, 3});
        var list = "/api/v1/admin/quarantine?channel=governance&key=" + key;
        await().atMost(SOON).untilAsserted(() -> operator().get(list).then().body("items", hasSize(1)));

        operator()
                .body(Map.of("reason", "another try"))
                .post("/api/v1/admin/quarantine/" + operator().get(list).path("items[0].id") + "/replay")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("FAILED"))
                .body("failure", containsString("wire format"));
    }

    private static long quarantined(String channel) {
        try (var database = Environment.current().openDatabase();
                var query = database.prepareStatement("select count(*) from quarantine where channel = ?")) {
            query.setString(1, channel);
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void putServiceSlow(Runnable work) {
        var body = Map.of("name", "shop", "required", true, "firstBackoffMillis", 60_000);
        var admin = io.centercontrol.parts.tokens.Role.PLATFORM_ADMIN;
        var found = operator().get("/api/v1/tenant-services/shop");
        io.centercontrol.provisioning.Rest.as(admin)
                .header("If-Match", found.header("ETag"))
                .body(body)
                .put("/api/v1/tenant-services/shop")
                .then()
                .statusCode(200);
        try {
            work.run();
        } finally {
            putService("shop", true, 30_000);
        }
    }

    private Provisioning next(UUID tenant, Predicate<Provisioning> fits) {
        return decode(provisioning.await(
                record -> tenant.toString().equals(record.key()) && record.value() != null && fits.test(decode(record)),
                SOON));
    }

    private Provisioning decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value(), Provisioning.class).await().atMost(SOON);
    }

    private static ServiceProvisioning shop(Provisioning provisioning) {
        return service(provisioning, "shop");
    }

    private static boolean has(Provisioning provisioning, String key) {
        return provisioning.getServices().stream().anyMatch(s -> s.getService().equals(key));
    }

    private static ServiceProvisioning service(Provisioning provisioning, String key) {
        return provisioning.getServices().stream()
                .filter(s -> s.getService().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
