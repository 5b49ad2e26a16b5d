package io.centercontrol.usage.meters.http;

import static io.centercontrol.usage.meters.http.MeterFixture.METERS;
import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static io.centercontrol.usage.meters.http.MeterFixture.create;
import static io.centercontrol.usage.meters.http.MeterFixture.newKey;
import static io.centercontrol.usage.meters.http.MeterFixture.parcels;
import static io.centercontrol.usage.meters.http.MeterFixture.revise;
import static io.centercontrol.usage.meters.http.MeterFixture.show;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured: set, revised, archived, found. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class MeterResourceIT {
    @Test
    void the_meters_of_commerce_are_there_from_the_first_start_on() {
        as(Role.PLATFORM_VIEWER)
                .get(METERS + "?limit=500")
                .then()
                .statusCode(200)
                .body("items.key", hasItems("orders", "gmv", "stores", "products", "mau", "api-calls"));
        show("gmv")
                .statusCode(200)
                .body("aggregation", equalTo("SUM"))
                .body("valueProperty", equalTo("amount"))
                .body("currencyProperty", equalTo("currency"))
                .body("unit", nullValue())
                .body("grade", equalTo("BILLING"));
        show("mau").body("subjectProperty", equalTo("user")).body("grade", equalTo("TELEMETRY"));
        show("stores").body("feature", equalTo("stores")).body("aggregation", equalTo("LATEST"));
    }

    @Test
    void one_is_set_revised_archived_and_restored() {
        var key = newKey();
        create(key, parcels())
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("key", equalTo(key))
                .body("version", equalTo(1))
                .body("archived", equalTo(false))
                .body("groupBy", equalTo(List.of("carrier")))
                .body("eventId", notNullValue());

        var body = parcels();
        body.put("name", "Parcels sent");
        body.put("groupBy", List.of("country", "carrier"));
        revise(key, "\"1\"", body)
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("groupBy", equalTo(List.of("carrier", "country")))
                .body("changes.path", equalTo(List.of("/name", "/groupBy")));
        revise(key, "\"2\"", body).statusCode(200).body("version", equalTo(2));
        revise(key, "\"1\"", body).statusCode(412).body("code", equalTo("STALE_VERSION"));
        as(Role.PLATFORM_ADMIN).body(body).put(METERS + "/" + key).then().statusCode(428);

        body.put("archived", true);
        revise(key, "\"2\"", body).statusCode(200).body("archived", equalTo(true));
        body.put("archived", false);
        revise(key, "*", body).statusCode(200).body("version", equalTo(4));

        as(Role.AUDITOR)
                .get(METERS + "/" + key + "/history")
                .then()
                .statusCode(200)
                .body("total", equalTo(4))
                .body(
                        "items.type",
                        equalTo(List.of("meter.restored", "meter.archived", "meter.revised", "meter.created")))
                .body("items[0].reason", equalTo("because of a test"))
                .body("items[1].changes.path", equalTo(List.of("/archived")));
    }

    @Test
    void what_it_measures_never_changes() {
        var key = newKey();
        create(key, parcels()).statusCode(201);
        var body = parcels();
        body.put("aggregation", "SUM");
        body.put("valueProperty", "weight");
        revise(key, "*", body)
                .statusCode(409)
                .body("code", equalTo("METER_MEASURES_OTHERWISE"))
                .body("fields", equalTo(List.of("/aggregation", "/valueProperty")));
        show(key).body("version", equalTo(1)).body("aggregation", equalTo("COUNT"));
    }

    @Test
    void a_key_belongs_to_one() {
        create("orders", parcels()).statusCode(409).body("code", equalTo("METER_EXISTS"));
        var key = newKey();
        revise(key, "\"1\"", parcels()).statusCode(404).body("code", equalTo("METER_NOT_FOUND"));
        show(key).statusCode(404).body("code", equalTo("METER_NOT_FOUND"));
    }

    @Test
    void a_dry_run_leaves_nothing() {
        var key = newKey();
        as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(parcels())
                .put(METERS + "/" + key + "?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("eventId", nullValue());
        show(key).statusCode(404);
    }

    @Test
    void they_are_found_by_what_they_measure_and_page_by_page() {
        as(Role.BILLING)
                .get(METERS + "?eventType=order.placed&grade=BILLING&limit=500")
                .then()
                .body("items.key", hasItems("orders", "gmv"))
                .body("items.key", not(hasItem("mau")));
        as(Role.BILLING)
                .get(METERS + "?aggregation=LATEST&limit=500")
                .then()
                .body("items.aggregation", everyItem(equalTo("LATEST")))
                .body("items.key", hasItems("stores", "products"));
        as(Role.BILLING).get(METERS + "?feature=api-calls").then().body("items.key", equalTo(List.of("api-calls")));
        as(Role.BILLING).get(METERS + "?archived=true&limit=500").then().body("items.key", not(hasItem("orders")));
        var seen = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = as(Role.PLATFORM_VIEWER)
                    .get(METERS + "?archived=false&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.key"));
            cursor = page.<String>path("next");
        }
        assertThat(seen).contains("orders", "gmv", "mau").doesNotHaveDuplicates();
        as(Role.BILLING).get(METERS + "?grade=GOOD").then().statusCode(400);
        as(Role.BILLING).get(METERS + "?cursor=nonsense").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "name,             ,             REQUIRED",
        "name,             ' ',          INVALID_NAME",
        "eventType,        ,             REQUIRED",
        "eventType,        'a b',        INVALID_EVENT_TYPE",
        "aggregation,      MEAN,         INVALID_VALUE",
        "grade,            ,             REQUIRED",
        "valueProperty,    weight,       NOT_LOOKED_AT",
        "subjectProperty,  user,         NOT_LOOKED_AT",
        "unit,             ,             REQUIRED",
        "feature,          Not A Key,    INVALID_KEY",
        "reason,           ' ',          REASON_REQUIRED",
        "archived,         true,         NOTHING_TO_ARCHIVE",
        "more,             red,          UNKNOWN_FIELD",
    })
    void what_makes_no_sense_is_refused(String field, @Nullable String value, String code) {
        var body = parcels();
        body.put(field, "true".equals(value) ? Boolean.TRUE : value);
        create(newKey(), body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("errors[0].pointer", equalTo("/" + field));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void all_of_the_platform_see_them_and_only_an_admin_changes_them(Role role) {
        assertThat(as(role).get(METERS).statusCode()).isEqualTo(role.isOfPlatform() ? 200 : 403);
        assertThat(as(role).header("If-None-Match", "*")
                        .body(parcels())
                        .put(METERS + "/" + newKey() + "?dryRun=true")
                        .statusCode())
                .isEqualTo(role == Role.PLATFORM_ADMIN ? 200 : 403);
        given().get(METERS).then().statusCode(401);
    }
}
