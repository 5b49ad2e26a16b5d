package io.centercontrol.provisioning.onboarding;

import static io.centercontrol.provisioning.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.Kept;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.events.provisioning.ServiceStay;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.provisioning.WorldFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Backend;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant goes to the services that serve it; what becomes of it follows what is said of the service and of the tenant. */
@QuarkusTest
@TestProfile(RetirementIT.Alone.class)
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class ServesIT {
    private static final String SERVICES = "/api/v1/tenant-services/";
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Tenants of other tests are none of these services'. */
    private final String region = "r" + UUID.randomUUID().toString().substring(0, 8);

    private final String pos = "pos-" + region;

    @Inject
    AvroWire wire;

    private WorldFixture world;
    private TopicReader provisioning;

    @BeforeEach
    void begin() {
        Environment.current().awaitConnected();
        world = new WorldFixture();
        provisioning = Environment.current().read(Contract.PROVISIONING);
    }

    @AfterEach
    void end() {
        provisioning.close();
        world.close();
    }

    @Test
    void pos_goes_to_who_has_it_and_away_again() {
        put("KEEP", "pos").statusCode(201).body("serves.features", equalTo(List.of("pos")));
        var tenant = registered();
        var waiting = next(tenant, p -> entry(p).isPresent());
        assertThat(entry(waiting).orElseThrow())
                .returns(ServiceStay.UNDECIDED, ServiceProvisioning::getStay)
                .returns(false, ServiceProvisioning::getAwaiting);
        assertThat(entry(waiting).orElseThrow().getConditions().getFirst().getReason())
                .isEqualTo("PlanUnknown");
        assertThat(waiting.getReady()).isFalse();

        world.entitled(tenant, 1, "basic");
        assertThat(entry(next(tenant, Provisioning::getReady))).isEmpty();
        world.entitled(tenant, 2, "premium", "pos");
        next(tenant, p -> awaited(p, 1));
        world.report(pos, tenant, 1, 1, true);
        next(tenant, p -> entry(p).filter(s -> s.getObservedVersion() == 1).isPresent());

        world.entitled(tenant, 3, "basic");
        var kept = next(tenant, p -> stays(p, ServiceStay.KEPT));
        assertThat(kept.getReady()).isTrue();
        assertThat(entry(kept).orElseThrow().getAwaiting()).isFalse();
        find("KEPT").body("total", equalTo(1)).body("items[0].services[0].conditions[0].reason", equalTo("Kept"));
        find("IN_SERVICE").body("total", equalTo(0));
        as(Role.PLATFORM_VIEWER)
                .get(SERVICES + pos)
                .then()
                .body("tenants.kept", equalTo(1))
                .body("tenants.inService", equalTo(0))
                .body("serves.whenLeft", equalTo("KEEP"));

        preview("ERASE", "pos").body("effect.erased", equalTo(1)).body("effect.serves", equalTo(0));
        preview("KEEP", "loyalty").body("effect.kept", equalTo(0));
        preview("KEEP").body("effect.added", equalTo(1)).body("effect.serves", equalTo(1));
        put("ERASE", "pos").statusCode(200).body("effect", nullValue());
        var erasing = next(tenant, p -> stays(p, ServiceStay.ERASING));
        assertThat(entry(erasing).orElseThrow().getAwaiting()).isFalse();
        assertThat(entry(erasing).orElseThrow().getErasure().getAwaiting()).isTrue();
        assertThat(entry(erasing).orElseThrow().getErasure().getAttempt()).isEqualTo(2);
        // A program that took it for provisioning.
        world.report(pos, tenant, 9, 2, true);
        world.erased(pos, tenant, 2);
        var erased = next(tenant, p -> stays(p, ServiceStay.ERASED));
        assertThat(entry(erased).orElseThrow().getObservedVersion()).isZero();
        assertThat(entry(erased).orElseThrow().getErasure().getKept())
                .extracting(Kept::getBasis)
                .containsExactly("tax law");
        assertThat(entry(erased).orElseThrow().getErasure().getErasedBy()).isEqualTo("i1");

        world.entitled(tenant, 4, "premium", "pos");
        next(tenant, p -> awaited(p, 3));
        world.report(pos, tenant, 1, 3, true);
        next(
                tenant,
                p -> entry(p).filter(s -> s.getObservedVersion() == 1 && s.getAttempt() == 3)
                        .isPresent());
        world.entitled(tenant, 5, "basic");
        next(
                tenant,
                p -> stays(p, ServiceStay.ERASING)
                        && entry(p).orElseThrow().getErasure().getAttempt() == 4);
        leave(tenant);
        assertThat(next(tenant, p -> p.getDeletion() != null).getDeletion().getServices())
                .singleElement()
                .returns(pos, ServiceDeletion::getService)
                .returns(5, ServiceDeletion::getAttempt);
    }

    @Test
    void a_tenant_that_is_moved_or_was_entitled_first_is_asked_for_at_once_and_who_never_went_is_not_at_its_deletion() {
        put("KEEP", "pos").statusCode(201);
        var early = WorldFixture.newId();
        world.entitled(early, 1, "premium", "pos");
        as(Role.PLATFORM_VIEWER).get("/api/v1/provisionings/" + early).then().statusCode(404);
        await().atMost(SOON).until(() -> count("tenant_entitled", early) == 1);
        world.tenant(early, 1, WorldFixture.newId(), TenantStatus.PROVISIONING, "elsewhere-" + region);
        assertThat(next(early, Provisioning::getReady).getServices()).isEmpty();

        world.tenant(early, 2, WorldFixture.newId(), TenantStatus.PROVISIONING, region);
        assertThat(next(early, p -> awaited(p, 1)).getDesiredVersion()).isEqualTo(2);

        var never = registered();
        world.entitled(never, 1, "basic");
        next(never, Provisioning::getReady);
        leave(never);
        assertThat(next(never, p -> p.getDeletion() != null).getDeletion())
                .returns(true, io.centercontrol.events.provisioning.TenantDeletion::getExported)
                .returns(List.of(), io.centercontrol.events.provisioning.TenantDeletion::getServices);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        var serves = Map.of(
                "kinds", List.of("DEMO"), "regions", List.of("eu", "eu"), "whenLeft", "SELL", "labels", Map.of());
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", "POS", "required", false, "serves", serves))
                .put(SERVICES + pos)
                .then()
                .statusCode(400)
                .body("errors.code", hasItems("DUPLICATE", "INVALID_WORD"));
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", "POS", "required", false, "serves", Map.of("kinds", List.of("DEMO"))))
                .put(SERVICES + pos)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/serves/kinds"));
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", "Plans", "required", true, "serves", Map.of("kinds", List.of("LIVE"))))
                .put(SERVICES + "plan-service")
                .then()
                .statusCode(409)
                .body("code", equalTo("PLATFORM_SERVICE"));
        as(Role.PLATFORM_VIEWER).get("/api/v1/provisionings?stay=GONE").then().statusCode(400);
        as(Role.PLATFORM_VIEWER).get(SERVICES + pos).then().statusCode(404);
    }

    /** Rows as the version before wrote them: all were in service, but for what is retired. */
    @Test
    void the_migration_finds_every_tenant_in_service() throws Exception {
        var backend = Backend.shared();
        var name = "m" + region;
        var database = backend.createDatabase(name);
        var url = "jdbc:postgresql://127.0.0.1:"
                + Environment.current().addresses().postgres() + "/" + name;
        try {
            var flyway = Flyway.configure()
                    .dataSource(url, database.user(), database.password())
                    .locations("db/kit", "db/migration")
                    .outOfOrder(true);
            flyway.target("1.9").load().migrate();
            try (var connection = DriverManager.getConnection(url, database.user(), database.password());
                    var statement = connection.createStatement()) {
                statement.executeUpdate("""
                        insert into provisioning (id, version, event_id, status, followed, updated_at, document) values
                        ('%s', 3, gen_random_uuid(), 'READY', 4, now(), '{"desiredVersion": 2, "ready": true, "paused": false,
                          "services": [
                            {"service": "gone", "required": false, "observedVersion": 1, "attempt": 1, "approached": true,
                             "phase": "SETTLED", "until": null, "status": "UNKNOWN", "reason": "Retired", "message": "",
                             "since": "2026-01-01T00:00:00Z"},
                            {"service": "shop", "required": true, "observedVersion": 2, "attempt": 1, "approached": true,
                             "phase": "SETTLED", "until": null, "status": "TRUE", "reason": "Succeeded", "message": "",
                             "since": "2026-01-01T00:00:00Z"}],
                          "deletion": null, "updatedAt": "2026-01-01T00:00:00Z"}'),
                        ('%s', 1, gen_random_uuid(), 'READY', 4, now(), '{"desiredVersion": 1, "ready": true, "paused": false,
                          "services": [], "deletion": null, "updatedAt": "2026-01-01T00:00:00Z"}')
                        """.formatted(UUID.randomUUID(), UUID.randomUUID()));
                flyway.target("latest").load().migrate();
                var rows = statement.executeQuery("""
                        select string_agg(concat(s ->> 'service', ' ', s ->> 'stay', ' ', s ->> 'past', ' ',
                          s ->> 'observedVersion'), ', ' order by n), count(distinct p.id),
                          (select count(*) from provisioning where document -> 'services' = '[]')
                        from provisioning p cross join jsonb_array_elements(document -> 'services') with ordinality as e (s, n)
                        """);
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("gone KEPT 0 1, shop IN_SERVICE 0 2");
                assertThat(rows.getLong(3)).isEqualTo(1);
            }
        } finally {
            backend.dropDatabase(name);
        }
    }

    private UUID registered() {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId(), TenantStatus.PROVISIONING, region);
        return tenant;
    }

    private void leave(UUID tenant) {
        world.tenant(tenant, 2, WorldFixture.newId(), TenantStatus.EXPORTING, region);
    }

    private static long count(String table, UUID id) throws Exception {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery("select count(*) from " + table + " where id = '" + id + "'")) {
            found.next();
            return found.getLong(1);
        }
    }

    /** Serves those of the test's region that have one of these features. */
    private ValidatableResponse put(String whenLeft, String... features) {
        return put(false, whenLeft, features);
    }

    private ValidatableResponse preview(String whenLeft, String... features) {
        return put(true, whenLeft, features).statusCode(200).body("dryRun", equalTo(true));
    }

    private ValidatableResponse put(boolean dryRun, String whenLeft, String... features) {
        var body = Map.of(
                "name",
                "POS",
                "required",
                true,
                "attemptTimeoutMillis",
                60_000,
                "serves",
                Map.of("regions", List.of(region), "features", List.of(features), "whenLeft", whenLeft));
        var found = as(Role.PLATFORM_ADMIN).get(SERVICES + pos);
        var request = as(Role.PLATFORM_ADMIN).body(body);
        var asked = found.statusCode() == 200
                ? request.header("If-Match", found.header("ETag"))
                : request.header("If-None-Match", "*");
        return asked.put(SERVICES + pos + (dryRun ? "?dryRun=true" : "")).then();
    }

    private ValidatableResponse find(String stay) {
        return as(Role.PLATFORM_VIEWER)
                .get("/api/v1/provisionings?service=" + pos + "&stay=" + stay)
                .then()
                .statusCode(200);
    }

    private Optional<ServiceProvisioning> entry(Provisioning provisioning) {
        return provisioning.getServices().stream()
                .filter(s -> s.getService().equals(pos))
                .findFirst();
    }

    private boolean awaited(Provisioning provisioning, int attempt) {
        return entry(provisioning)
                .filter(s -> s.getAwaiting() && s.getAttempt() == attempt)
                .isPresent();
    }

    private boolean stays(Provisioning provisioning, ServiceStay stay) {
        return entry(provisioning).filter(s -> s.getStay() == stay).isPresent();
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
