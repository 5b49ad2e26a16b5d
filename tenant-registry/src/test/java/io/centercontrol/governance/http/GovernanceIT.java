package io.centercontrol.governance.http;

import static io.centercontrol.governance.http.GovernanceFixture.as;
import static io.centercontrol.governance.http.GovernanceFixture.put;
import static io.centercontrol.governance.http.GovernanceFixture.show;
import static io.centercontrol.governance.http.GovernanceFixture.terms;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The platform's terms: who may see and set them, how they change, and how the change is told. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class GovernanceIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Inject
    AvroWire wire;

    @AfterEach
    void as_it_was() {
        var body = terms();
        body.put("mostTestTenants", null);
        body.put("deletionGrace", "P30D");
        put(body).statusCode(200);
    }

    @Test
    void it_is_there_from_the_first_start_on() {
        show().header("ETag", notNullValue())
                .body("version", greaterThanOrEqualTo(1))
                .body("mostTestTenants", equalTo(null))
                .body("mostLiveTenants", equalTo(null))
                .body("defaultMostStores", equalTo(10))
                .body("reservedNames", hasItems("admin", "www"))
                .body("deletionGrace", equalTo("P30D"))
                .body("slugCoolDown", equalTo("P90D"))
                .body("exportRetention", equalTo("P90D"))
                .body("tombstoneAfter", equalTo("P30D"))
                .body("defaultPlan", equalTo("basic"))
                .body("auditRetentionLeast", equalTo("P30D"))
                .body("auditRetentionMost", equalTo("P3660D"))
                .body("existing.liveTenants", greaterThanOrEqualTo(0))
                .body("eventId", notNullValue());
        var first = events(1).getFirst();
        assertThat(first.getChange().getType()).isEqualTo("governance.established");
        assertThat(first.getDefaultPlan()).isEqualTo("basic");
        assertThat(first.getAuditRetentionMostSeconds())
                .isEqualTo(Duration.ofDays(3_660).toSeconds());
        assertThat(first.getReservedNames()).contains("admin", "www");
        assertThat(first.getDeletionGraceSeconds())
                .isEqualTo(Duration.ofDays(30).toSeconds());
    }

    @Test
    void a_change_makes_a_version_and_an_event() {
        var version = show().extract().<Integer>path("version");
        var body = terms();
        body.put("deletionGrace", "PT36H");
        put(body)
                .statusCode(200)
                .header("ETag", equalTo("\"" + (version + 1) + "\""))
                .body("deletionGrace", equalTo("PT36H"))
                .body("eventId", notNullValue());

        as(Role.AUDITOR)
                .get("/api/v1/governance/history?limit=1")
                .then()
                .statusCode(200)
                .body("total", equalTo(version + 1))
                .body("items[0].version", equalTo(version + 1))
                .body("items[0].type", equalTo("governance.changed"))
                .body("items[0].reason", equalTo("because of a test"))
                .body("items[0].changes.path", equalTo(List.of("/deletionGrace")))
                .body("items[0].changes[0].after", equalTo("PT36H"));
        assertThat(events(version + 1).getLast()).satisfies(event -> {
            assertThat(event.getDeletionGraceSeconds()).isEqualTo(36 * 3_600);
            assertThat(event.getChange().getVersion()).isEqualTo(version + 1);
            assertThat(event.getChange().getAggregateId()).isEqualTo("platform");
        });
    }

    @Test
    void the_same_terms_make_no_version() {
        var version = show().extract().<Integer>path("version");
        put(terms()).statusCode(200).body("version", equalTo(version));
    }

    @Test
    void the_history_is_paged() {
        for (var grace : List.of("P2D", "P3D", "P4D")) {
            var body = terms();
            body.put("deletionGrace", grace);
            put(body).statusCode(200);
        }
        var seen = new ArrayList<Integer>();
        String cursor = "";
        while (cursor != null) {
            var page = as(Role.AUDITOR)
                    .get("/api/v1/governance/history?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<Integer>>path("items.version"));
            cursor = page.<String>path("next");
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(4).isSortedAccordingTo((a, b) -> b - a);
        assertThat(seen.getLast()).isEqualTo(1);
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void a_dry_run_tells_what_exists_and_changes_nothing() {
        GovernanceFixture.register("TEST").then().statusCode(201);
        var version = show().extract().<Integer>path("version");
        var body = terms();
        body.put("mostTestTenants", 0);
        as(Role.PLATFORM_ADMIN)
                .header("If-Match", "*")
                .body(body)
                .put("/api/v1/governance?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("mostTestTenants", equalTo(0))
                .body("existing.testTenants", greaterThanOrEqualTo(1));
        show().body("version", equalTo(version)).body("mostTestTenants", equalTo(null));
    }

    @Test
    void a_change_says_what_it_is_based_on() {
        var admin = as(Role.PLATFORM_ADMIN);
        admin.body(terms()).put("/api/v1/governance").then().statusCode(428);
        as(Role.PLATFORM_ADMIN)
                .header("If-Match", "\"999999\"")
                .body(terms())
                .put("/api/v1/governance")
                .then()
                .statusCode(412)
                .body("code", equalTo("STALE_VERSION"))
                .body("expectedVersion", equalTo(999_999));
    }

    @Test
    void a_change_says_why() {
        var body = terms();
        body.remove("reason");
        put(body).statusCode(400).body("code", equalTo("REASON_REQUIRED"));
    }

    @Test
    void a_key_happens_once() {
        var body = terms();
        body.put("deletionGrace", "P5D");
        var key = UUID.randomUUID().toString();
        var tag = show().extract().header("ETag");
        var answers = java.util.stream.Stream.of(1, 2)
                .map(n -> as(Role.PLATFORM_ADMIN)
                        .header("If-Match", tag)
                        .header("Idempotency-Key", key)
                        .body(body)
                        .put("/api/v1/governance"))
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.getLast().header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answers.getLast().<String>path("eventId"))
                .isEqualTo(answers.getFirst().<String>path("eventId"));
    }

    @ParameterizedTest
    @CsvSource({
        "mostTestTenants,   -1,         OUT_OF_RANGE",
        "mostTestTenants,   3000000000, OUT_OF_RANGE",
        "mostTestTenants,   text,       WRONG_TYPE",
        "defaultMostStores, ,           REQUIRED",
        "defaultMostStores, -5,         OUT_OF_RANGE",
        "reservedNames,     ,           REQUIRED",
        "deletionGrace,     PT23H,      OUT_OF_RANGE",
        "deletionGrace,     PT0S,       OUT_OF_RANGE",
        "deletionGrace,     P99999D,    OUT_OF_RANGE",
        "deletionGrace,     P1DT0.5S,   OUT_OF_RANGE",
        "deletionGrace,     P1M,        INVALID_DURATION",
        "deletionGrace,     P999999999999999999999D, INVALID_DURATION",
        "deletionGrace,     30 days,    INVALID_DURATION",
        "deletionGrace,     ,           REQUIRED",
        "slugCoolDown,      PT-1S,      OUT_OF_RANGE",
        "exportRetention,   PT1H,       OUT_OF_RANGE",
        "tombstoneAfter,    PT1H,       OUT_OF_RANGE",
        "auditRetentionLeast, PT1H,     OUT_OF_RANGE",
        "auditRetentionMost, P20D,      OUT_OF_RANGE",
        "defaultPlan,       Basic,      INVALID_KEY",
        "defaultPlan,       7,          WRONG_TYPE",
        "colour,            red,        UNKNOWN_FIELD",
    })
    void what_makes_no_sense_is_refused(String field, String value, String code) {
        var body = terms();
        body.put(field, value != null && value.matches("-?[0-9]+") ? (Object) Long.valueOf(value) : value);
        put(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("errors[0].pointer", equalTo("/" + field));
    }

    @Test
    void reserved_names_are_names() {
        var body = terms();
        body.put("reservedNames", List.of("fine", "Not Fine"));
        put(body).statusCode(400).body("code", equalTo("INVALID_NAME"));
        body.put("reservedNames", java.util.Arrays.asList("fine", null));
        put(body).statusCode(400).body("code", equalTo("REQUIRED"));
    }

    @Test
    void a_reserved_name_is_given_to_nobody_from_then_on() {
        var name = "r-" + UUID.randomUUID().toString().substring(0, 13);
        var body = terms();
        var before = List.copyOf((List<?>) body.get("reservedNames"));
        var names = new ArrayList<Object>(before);
        names.add(name);
        body.put("reservedNames", names);
        put(body).statusCode(200);
        var registration = Map.of("slug", name, "name", "Reserved", "kind", "TEST");
        as(Role.PLATFORM_OPERATOR)
                .body(registration)
                .post("/api/v1/tenants")
                .then()
                .statusCode(400)
                .body("code", equalTo("SLUG_RESERVED"));

        body.put("reservedNames", before);
        put(body).statusCode(200);
        as(Role.PLATFORM_OPERATOR)
                .body(registration)
                .post("/api/v1/tenants")
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void all_of_the_platform_see_it_and_only_an_admin_sets_it(Role role) {
        assertThat(as(role).get("/api/v1/governance").statusCode()).isEqualTo(role.isOfPlatform() ? 200 : 403);
        assertThat(as(role).header("If-Match", "*")
                        .body(terms())
                        .put("/api/v1/governance?dryRun=true")
                        .statusCode())
                .isEqualTo(role == Role.PLATFORM_ADMIN ? 200 : 403);
        given().get("/api/v1/governance").then().statusCode(401);
    }

    private List<Governance> events(int count) {
        try (var reader = Environment.current().read(Contract.GOVERNANCE)) {
            return reader.awaitAll(record -> "platform".equals(record.key()), count, BOUND).stream()
                    .map(record -> wire.decode(record.value(), Governance.class)
                            .await()
                            .atMost(BOUND))
                    .toList();
        }
    }
}
