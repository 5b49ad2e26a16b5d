package io.centercontrol.storefront;

import static io.centercontrol.storefront.Shopping.to;
import static io.centercontrol.storefront.Shopping.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores up to the platform's limit and no further, and orders that are placed once. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "storefront"),
            @ResourceArg(name = "connector", value = "false")
        })
class StoresIT {
    private static final AtomicLong LIMITS = new AtomicLong();

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataPlane plane;

    @SuppressWarnings("NullAway.Init")
    private Shopping shopping;

    @SuppressWarnings("NullAway.Init")
    private Tenant tenant;

    @SuppressWarnings("NullAway.Init")
    private String owner;

    @BeforeEach
    void connect() {
        shopping = new Shopping(plane);
        tenant = shopping.shop();
        owner = token(tenant, tenant.contacts().getFirst().email());
    }

    @AfterEach
    void disconnect() {
        shopping.close();
    }

    private void limit(long most) {
        shopping.platform().say(Events.governance(LIMITS.incrementAndGet(), most));
        Eventually.await("the limit is known", () -> plane.mostStores(tenant.id()) == most);
    }

    private Response open(String name) {
        return to(tenant)
                .auth()
                .oauth2(owner)
                .body("{\"name\":\"" + name + "\"}")
                .post("/stores");
    }

    @Test
    void the_platforms_limit_is_kept_and_follows_it() {
        limit(2);
        var first = open("Harbour").then().statusCode(201).extract().<String>path("id");
        open("Harbour").then().statusCode(409).body("code", equalTo("STORE_NAME_TAKEN"));
        open("Airport").then().statusCode(201);
        open("Station")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("LIMIT_REACHED"))
                .body("limit", equalTo(2))
                .body("used", equalTo(2));
        to(tenant).get("/stores").then().body("limit", equalTo(2)).body("stores", hasSize(2));
        limit(3);
        open("Station").then().statusCode(201);
        limit(1);
        open("Market").then().statusCode(409).body("limit", equalTo(1)).body("used", equalTo(3));
        to(tenant).get("/stores").then().body("stores", hasSize(3));
        limit(3);
        to(tenant).auth().oauth2(owner).delete("/stores/" + first).then().statusCode(204);
        to(tenant)
                .auth()
                .oauth2(owner)
                .delete("/stores/" + first)
                .then()
                .statusCode(404)
                .body("code", equalTo("STORE_UNKNOWN"));
        open("Market").then().statusCode(201);
    }

    @Test
    void of_twenty_at_once_at_the_last_free_one_exactly_one_gets_it() throws InterruptedException {
        limit(4);
        for (var name : new String[] {"One", "Two", "Three"}) {
            open(name).then().statusCode(201);
        }
        var asks = new ArrayList<Callable<Integer>>();
        for (var at = 0; at < 20; at++) {
            var name = "Rush " + at;
            asks.add(() -> open(name).statusCode());
        }
        try (var threads = Executors.newFixedThreadPool(20)) {
            var answers = threads.invokeAll(asks).stream().map(java.util.concurrent.Future::resultNow);
            assertThat(answers.sorted().toList())
                    .hasSize(20)
                    .startsWith(201, 409)
                    .doesNotContain(500);
        }
        to(tenant).get("/stores").then().body("stores", hasSize(4));
    }

    @Test
    void customers_strangers_and_suspended_tenants_open_none() {
        limit(2);
        to(tenant)
                .auth()
                .oauth2(token(tenant, "eve@example.org"))
                .body("{\"name\":\"Harbour\"}")
                .post("/stores")
                .then()
                .statusCode(403)
                .body("code", equalTo("STAFF_ONLY"));
        to(tenant).body("{\"name\":\"Harbour\"}").post("/stores").then().statusCode(401);
        open(" ").then().statusCode(400).body("code", equalTo("NAME_INVALID"));
        shopping.say(Events.suspended(tenant, "unpaid"));
        open("Harbour").then().statusCode(403).body("code", equalTo("TENANT_OPERATION_NOT_ALLOWED"));
        to(tenant).get("/stores").then().statusCode(200).body("stores", hasSize(0));
    }

    @Test
    void an_order_is_placed_once_for_its_key() throws InterruptedException {
        var mug = "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}";
        var key = UUID.randomUUID().toString();
        var placed = order(key, mug).then().statusCode(201).extract();
        var again = order(key, mug).then().statusCode(201).extract();
        assertThat(again.body().asString()).isEqualTo(placed.body().asString());
        assertThat(again.header("Location")).isEqualTo(placed.header("Location"));
        assertThat(placed.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        order(key, "{\"items\":[{\"sku\":\"MUG\",\"quantity\":2}]}")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        order("with space", mug).then().statusCode(400).body("code", equalTo("INVALID_IDEMPOTENCY_KEY"));
        var racing = UUID.randomUUID().toString();
        var asks = new ArrayList<Callable<String>>();
        for (var at = 0; at < 8; at++) {
            asks.add(() -> order(racing, mug).then().statusCode(201).extract().path("id"));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            assertThat(threads.invokeAll(asks).stream()
                            .map(java.util.concurrent.Future::resultNow)
                            .distinct())
                    .hasSize(1);
        }
    }

    private Response order(String key, String body) {
        return to(tenant)
                .auth()
                .oauth2(owner)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/orders");
    }

    @Test
    void its_meters_are_there_for_prometheus() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("cc_sdk_ready 1.0"))
                .body(containsString("cc_sdk_tenants"));
    }
}
