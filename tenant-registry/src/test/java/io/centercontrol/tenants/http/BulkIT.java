package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.as;
import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.operator;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static io.centercontrol.tenants.http.TenantFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.tenants.DnsServer;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One thing for many tenants: tried, looked at, done, stopped and resumed. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
@QuarkusTestResource(DnsServer.class)
class BulkIT {
    private static final String OPERATIONS = "/api/v1/bulk-operations/";

    @Test
    void a_move_is_tried_with_each_and_then_done() {
        var wave = "wave-" + UUID.randomUUID();
        var first = labelled(wave);
        var second = labelled(wave);
        TenantFixture.move(second, "suspend").statusCode(200);

        var id = ordered(
                Map.of("action", "SUSPEND", "filter", Map.of("labels", Map.of("wave", wave)), "reason", "fraud"));

        reaches(id, "PREVIEWED")
                .body("total", equalTo(2))
                .body("changed", equalTo(1))
                .body("refused", equalTo(1))
                .body("refusals.ILLEGAL_MOVE", equalTo(1))
                .body("startedAt", nullValue());
        show(first).body("status", equalTo("PROVISIONING")).body("version", equalTo(1));

        as(Role.PLATFORM_ADMIN)
                .body(Map.of("expected", 2))
                .post(OPERATIONS + id + "/start")
                .then()
                .statusCode(409)
                .body("code", equalTo("OTHER_NUMBER_WOULD_CHANGE"));
        as(Role.PLATFORM_ADMIN)
                .body(Map.of("expected", 1))
                .post(OPERATIONS + id + "/start")
                .then()
                .statusCode(200)
                .body("state", equalTo("RUNNING"))
                .body("pending", equalTo(2));

        reaches(id, "DONE").body("changed", equalTo(1)).body("refused", equalTo(1));
        var eventId = show(first)
                .body("status", equalTo("SUSPENDED"))
                .body("statusReason", equalTo("fraud"))
                .extract()
                .<String>path("eventId");
        items(id, "CHANGED").body("items.ref", equalTo(List.of(first))).body("items[0].eventId", equalTo(eventId));
        items(id, "REFUSED")
                .body("items[0].ref", equalTo(second))
                .body("items[0].code", equalTo("ILLEGAL_MOVE"))
                .body("items[0].message", containsString("SUSPENDED"));
        // Whom it is put down to: who started it; and all of it is found together.
        operator()
                .get("/api/v1/tenants/" + first + "/history")
                .then()
                .body("items[0].correlationId", equalTo(id))
                .body("items[0].reason", equalTo("fraud"));
    }

    @Test
    void labels_are_put_on_and_taken_off_and_what_has_them_is_left() {
        var fresh = labelled("old");
        var done = registered();
        operator()
                .header("If-Match", "\"1\"")
                .body(Map.of("labels", Map.of("tier", "gold")))
                .patch("/api/v1/tenants/" + done)
                .then()
                .statusCode(200);
        var labels = new HashMap<String, Object>();
        labels.put("tier", "gold");
        labels.put("wave", null);

        var id = ordered(Map.of(
                "action", "LABEL", "tenants", List.of(fresh, done, fresh), "labels", labels, "reason", "a campaign"));

        reaches(id, "PREVIEWED")
                .body("total", equalTo(2))
                .body("changed", equalTo(1))
                .body("unchanged", equalTo(1));
        start(id);
        reaches(id, "DONE").body("unchanged", equalTo(1));
        show(fresh).body("labels", equalTo(Map.of("tier", "gold")));
        show(done).body("version", equalTo(2));
    }

    @Test
    void deletions_are_started_by_their_number_and_cancelled_together() {
        var wave = "wave-" + UUID.randomUUID();
        var first = labelled(wave);
        var held = labelled(wave);
        operator()
                .body(Map.of("kind", "BILLING", "reason", "unpaid"))
                .post("/api/v1/tenants/" + held + "/holds")
                .then()
                .statusCode(200);
        var filter = Map.of("labels", Map.of("wave", wave));

        refused(Map.of("action", "SCHEDULE_DELETION", "filter", filter), 400, "REASON_REQUIRED");
        var id = ordered(Map.of("action", "SCHEDULE_DELETION", "filter", filter, "reason", "closed"));
        reaches(id, "PREVIEWED").body("changed", equalTo(1)).body("refusals.TENANT_HELD", equalTo(1));
        show(first).body("status", equalTo("PROVISIONING"));
        for (var body : List.of("", "{}")) {
            operator()
                    .body(body)
                    .post(OPERATIONS + id + "/start")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("REQUIRED"))
                    .body("errors[0].pointer", equalTo("/expected"));
        }
        operator()
                .body(Map.of("expected", 2))
                .post(OPERATIONS + id + "/start")
                .then()
                .statusCode(409)
                .body("code", equalTo("OTHER_NUMBER_WOULD_CHANGE"));
        operation(id, "PREVIEWED");
        operator()
                .body(Map.of("expected", 1))
                .post(OPERATIONS + id + "/start")
                .then()
                .statusCode(200);

        reaches(id, "DONE").body("changed", equalTo(1));
        show(first)
                .body("status", equalTo("DELETION_SCHEDULED"))
                .body("statusReason", equalTo("closed"))
                .body("version", equalTo(2));
        show(held).body("status", equalTo("PROVISIONING"));

        var back = ordered(Map.of("action", "CANCEL_DELETION", "filter", filter, "reason", "a mistake"));
        reaches(back, "PREVIEWED").body("changed", equalTo(1)).body("refusals.ILLEGAL_MOVE", equalTo(1));
        start(back);
        reaches(back, "DONE").body("changed", equalTo(1));
        show(first).body("status", equalTo("PROVISIONING")).body("version", equalTo(3));
    }

    @Test
    void what_is_stopped_goes_on_where_it_was() {
        var unknown =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(1_500).toList();
        var id = ordered(Map.of("action", "REINSTATE", "tenants", unknown, "reason", "over"));

        operator()
                .body(Map.of("reason", "wrong list"))
                .post(OPERATIONS + id + "/stop")
                .then()
                .statusCode(200)
                .body("state", equalTo("STOPPED"))
                .body("note", equalTo("wrong list"));
        var pending = operation(id, "STOPPED")
                .body("pending", greaterThan(0))
                .extract()
                .<Integer>path("pending");
        operator()
                .body("{}")
                .post(OPERATIONS + id + "/start")
                .then()
                .statusCode(409)
                .body("code", equalTo("BULK_STOPPED"));
        await().pollDelay(Duration.ofMillis(800))
                .untilAsserted(() -> operation(id, "STOPPED").body("pending", equalTo(pending)));

        operator().post(OPERATIONS + id + "/resume").then().statusCode(200).body("state", equalTo("PREVIEWING"));
        reaches(id, "PREVIEWED").body("refused", equalTo(1_500)).body("refusals.TENANT_NOT_FOUND", equalTo(1_500));
    }

    @Test
    void an_import_registers_each_line_and_tells_of_those_that_it_cannot() {
        var taken = newSlug();
        registered(taken);
        var good = newSlug();
        var other = newSlug();

        var id = imported("""
                {"slug":"%s","name":"Good","kind":"TEST","labels":{"from":"elsewhere"}}

                {"slug":"%s","name":"Taken","kind":"TEST"}
                {"slug":"%s","name":"Wrong","kind":"TEST","currency":"nothing"}
                {"slug":"%s","name":"Other","kind":"TEST"}
                """.formatted(good, taken, "w" + taken, other))
                .statusCode(202)
                .extract()
                .<String>path("id");

        reaches(id, "PREVIEWED").body("changed", equalTo(2)).body("refused", equalTo(2));
        items(id, "CHANGED").body("items.made", equalTo(Arrays.asList(null, null)));
        start(id);
        reaches(id, "DONE").body("changed", equalTo(2)).body("refused", equalTo(2));
        items(id, "REFUSED")
                .body("items.ref", equalTo(List.of(taken, "w" + taken)))
                .body("items[0].code", equalTo("SLUG_TAKEN"))
                .body("items[1].message", containsString("/currency"));
        var made = items(id, "CHANGED")
                .body("items.ref", equalTo(List.of(good, other)))
                .extract();
        show(made.<String>path("items[0].made")).body("slug", equalTo(good)).body("labels.from", equalTo("elsewhere"));
        show(made.<String>path("items[1].made")).body("slug", equalTo(other));
    }

    @Test
    void lines_that_cannot_be_read_refuse_all() {
        var slug = newSlug();
        imported("{\"slug\":\"" + slug + "\",\"name\":\"One\"}\nnull\n{\"slug\":\"" + slug
                        + "\",\"name\":\"Twice\"}\n{\"name\":3,\n{\"slug\":\"a-b\",\"colour\":1}")
                .statusCode(400)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors.pointer", hasItems("/2/slug", "/3/slug", "/4", "/5"))
                .body("errors.code", hasItem("UNKNOWN_FIELD"));
        imported(" \n\n").statusCode(400).body("code", equalTo("WRONG_NUMBER_OF_LINES"));
    }

    @Test
    void an_order_that_means_everybody_or_nobody_is_refused() {
        refused(Map.of("action", "SUSPEND", "filter", Map.of(), "reason", "r"), 400, "FILTER_REQUIRED");
        refused(Map.of("action", "SUSPEND", "reason", "r"), 400, "CHOICE_REQUIRED");
        refused(Map.of("action", "SUSPEND", "tenants", List.of(), "reason", "r"), 409, "NONE_MATCHES");
        refused(Map.of("action", "SUSPEND", "tenants", List.of("x"), "reason", "r"), 400, "INVALID_PARAMETER");
        refused(Map.of("action", "LABEL", "tenants", List.of(registered()), "reason", "r"), 400, "REQUIRED");
        refused(Map.of("action", "SUSPEND", "tenants", List.of(registered())), 400, "REASON_REQUIRED");
        operator().get(OPERATIONS + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void whoever_only_looks_starts_nothing() {
        var id = ordered(Map.of("action", "SUSPEND", "tenants", List.of(registered()), "reason", "r"));
        reaches(id, "PREVIEWED");

        as(Role.PLATFORM_VIEWER).get(OPERATIONS + id).then().statusCode(200);
        for (var turn : List.of("start", "stop", "resume")) {
            as(Role.PLATFORM_VIEWER)
                    .body("{\"reason\":\"r\"}")
                    .post(OPERATIONS + id + "/" + turn)
                    .then()
                    .statusCode(403);
        }
        as(Role.PLATFORM_VIEWER).get(OPERATIONS).then().statusCode(200).body("items.id", hasItem(id));
        assertThat(items(id, "CHANGED").extract().<List<String>>path("items.eventId"))
                .containsOnlyNulls();
    }

    private static String labelled(String wave) {
        return operator()
                .body(Map.of("slug", newSlug(), "name", "Shop", "kind", "TEST", "labels", Map.of("wave", wave)))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String ordered(Map<String, Object> body) {
        return operator()
                .body(body)
                .post("/api/v1/tenants/bulk")
                .then()
                .statusCode(202)
                .body("state", equalTo("PREVIEWING"))
                .extract()
                .path("id");
    }

    private static ValidatableResponse imported(String lines) {
        return operator()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/tenants/import?reason=moved")
                .then();
    }

    private static void refused(Map<String, Object> body, int status, String code) {
        operator()
                .body(body)
                .post("/api/v1/tenants/bulk")
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    private static void start(String id) {
        operator().body("{}").post(OPERATIONS + id + "/start").then().statusCode(200);
    }

    private static ValidatableResponse operation(String id, String state) {
        return operator().get(OPERATIONS + id).then().statusCode(200).body("state", equalTo(state));
    }

    private static ValidatableResponse reaches(String id, String state) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(operator().get(OPERATIONS + id).<String>path("state"))
                        .isEqualTo(state));
        return operation(id, state).body("pending", equalTo(0));
    }

    private static ValidatableResponse items(String id, String outcome) {
        return operator()
                .get(OPERATIONS + id + "/items?outcome=" + outcome)
                .then()
                .statusCode(200)
                .body("items", hasSize(greaterThan(0)));
    }
}
