package io.centercontrol.storefront;

import static io.centercontrol.storefront.Shopping.to;
import static io.centercontrol.storefront.Shopping.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tenant is entitled to, held at the shop's doors and in its database. */
@QuarkusTest
@TestProfile(PlaneDouble.Profile.class)
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "storefront"),
            @ResourceArg(name = "connector", value = "false")
        })
class EntitlementsIT {
    private static final String MUG = "{\"items\":[{\"sku\":\"MUG\",\"quantity\":2}]}";
    private static final Entitlements.Plan BASIC = new Entitlements.Plan("basic", 1, "Basic");
    private static final Entitlements.Plan STANDARD = new Entitlements.Plan("standard", 2, "Standard");

    @Inject
    @SuppressWarnings("NullAway.Init")
    InMemoryDataPlane plane;

    @Inject
    @SuppressWarnings("NullAway.Init")
    ProvisioningHandler handler;

    @SuppressWarnings("NullAway.Init")
    private Tenant tenant;

    @SuppressWarnings("NullAway.Init")
    private String owner;

    /** A shop of the plan basic, with the three products that it begins with. */
    @BeforeEach
    void open() throws Exception {
        tenant = plane.put(
                SampleTenant.active("shop" + UUID.randomUUID().toString().substring(0, 8)));
        handler.provision(tenant);
        entitle(SampleEntitlements.of(BASIC).limit("products", 5).limit("stores", 1));
        owner = token(tenant, tenant.contacts().getFirst().email());
    }

    private void entitle(SampleEntitlements said) {
        plane.entitle(tenant.id(), said.build());
    }

    private Response add(String sku) {
        return to(tenant)
                .auth()
                .oauth2(owner)
                .body("{\"sku\":\"" + sku + "\",\"name\":\"Thing " + sku + "\",\"priceMinor\":100}")
                .post("/products");
    }

    private Response remove(String sku) {
        return to(tenant).auth().oauth2(owner).delete("/products/" + sku);
    }

    private Response order(String token) {
        return to(tenant).auth().oauth2(token).body(MUG).post("/orders");
    }

    private Response loyalty(String token) {
        return to(tenant).auth().oauth2(token).get("/loyalty");
    }

    @Test
    void the_first_product_above_the_limit_is_stopped_with_limit_and_plan() {
        add("A").then()
                .statusCode(201)
                .header("Location", containsString("/products/A"))
                .body("sku", equalTo("A"));
        add("B").then().statusCode(201);
        add("C").then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("LIMIT_REACHED"))
                .body("feature", equalTo("products"))
                .body("limit", equalTo(5))
                .body("used", equalTo(5))
                .body("plan", equalTo("basic"))
                .body("planName", equalTo("Basic"))
                .body("detail", equalTo("The shop has 5 products, and may have 5. Its plan is Basic."));
        to(tenant).get("/catalog").then().body("products", hasSize(5)).body("products.sku", not(hasItem("C")));
        to(tenant)
                .auth()
                .oauth2(owner)
                .get("/products")
                .then()
                .statusCode(200)
                .body("used", equalTo(5))
                .body("limit", equalTo(5))
                .body("plan", equalTo("basic"));

        // A place that is given back is free, also that of a product that the shop began with.
        remove("MUG").then().statusCode(204);
        add("C").then().statusCode(201);
        add("D").then().statusCode(409);
    }

    @Test
    void how_many_products_and_stores_there_are_is_told() {
        assertThat(told("products")).isEqualTo(3);
        assertThat(told("stores")).isZero();
        add("A").then().statusCode(201);
        assertThat(told("products")).isEqualTo(4);
        remove("MUG").then().statusCode(204);
        assertThat(told("products")).isEqualTo(3);
        var store = to(tenant)
                .auth()
                .oauth2(owner)
                .body("{\"name\":\"Harbour\"}")
                .post("/stores")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        assertThat(told("stores")).isOne();
        to(tenant).auth().oauth2(owner).delete("/stores/" + store).then().statusCode(204);
        assertThat(told("stores")).isZero();
    }

    private @Nullable Long told(String meter) {
        return plane.usage().value(tenant.id(), meter);
    }

    @Test
    void a_larger_plan_is_obeyed_at_once_and_a_smaller_one_takes_nothing_away() {
        entitle(SampleEntitlements.of(BASIC).limit("products", 3));
        add("A").then().statusCode(409);
        entitle(SampleEntitlements.of(STANDARD).unlimited("products"));
        add("A").then().statusCode(201);
        to(tenant).auth().oauth2(owner).get("/products").then().body("limit", nullValue());
        entitle(SampleEntitlements.of(BASIC).limit("products", 2));
        add("B").then().statusCode(409).body("limit", equalTo(2)).body("used", equalTo(4));
        to(tenant).get("/catalog").then().body("products", hasSize(4));
        entitle(SampleEntitlements.of(BASIC).softLimit("products", 2));
        add("B").then().statusCode(201);
    }

    @Test
    void of_twenty_at_once_at_the_last_free_place_exactly_one_gets_it() throws InterruptedException {
        add("LAST-BUT-ONE").then().statusCode(201);
        var asks = new ArrayList<Callable<Integer>>();
        for (var at = 0; at < 20; at++) {
            var sku = "RUSH-" + at;
            asks.add(() -> add(sku).statusCode());
        }
        try (var threads = Executors.newFixedThreadPool(20)) {
            var answers =
                    threads.invokeAll(asks).stream().map(Future::resultNow).toList();
            assertThat(answers).hasSize(20).containsOnly(201, 409).containsOnlyOnce(201);
        }
        to(tenant).get("/catalog").then().body("products", hasSize(5));
    }

    @Test
    void where_nothing_is_said_of_products_there_is_no_more() {
        entitle(SampleEntitlements.of(BASIC));
        add("A").then()
                .statusCode(403)
                .body("code", equalTo("FEATURE_NOT_IN_PLAN"))
                .body("feature", equalTo("products"))
                .body("plan", equalTo("basic"))
                .body("detail", equalTo("The shop does not have products. Its plan is Basic."));
        plane.removeEntitlements(tenant.id());
        add("A").then()
                .statusCode(403)
                .body("code", equalTo("FEATURE_NOT_IN_PLAN"))
                .body("plan", nullValue())
                .body("detail", containsString("not known here yet"));
    }

    @Test
    void a_product_that_was_taken_out_does_not_come_back_by_itself() throws Exception {
        remove("MUG").then().statusCode(204);
        remove("MUG").then().statusCode(404).body("code", equalTo("PRODUCT_UNKNOWN"));
        handler.provision(tenant);
        to(tenant).get("/catalog").then().body("products", hasSize(2)).body("products.sku", not(hasItem("MUG")));
    }

    @Test
    void a_sku_is_there_once_and_only_staff_may_change_what_is_sold() {
        add("MUG").then().statusCode(409).body("code", equalTo("SKU_TAKEN"));
        var customer = token(tenant, "eve@example.org");
        var body = "{\"sku\":\"A\",\"name\":\"A\",\"priceMinor\":1}";
        to(tenant)
                .auth()
                .oauth2(customer)
                .body(body)
                .post("/products")
                .then()
                .statusCode(403)
                .body("code", equalTo("STAFF_ONLY"));
        to(tenant).auth().oauth2(customer).delete("/products/MUG").then().statusCode(403);
        var email = tenant.contacts().getFirst().email();
        // A long s, which has the capital of an s.
        var other = token(tenant, email.replaceFirst("s", "\u017f"));
        to(tenant).auth().oauth2(other).get("/products").then().statusCode(403);
        var same = token(tenant, email.toUpperCase(java.util.Locale.ROOT));
        to(tenant).auth().oauth2(same).get("/products").then().statusCode(200);
        to(tenant).auth().oauth2(customer).get("/products").then().statusCode(403);
        to(tenant).body(body).post("/products").then().statusCode(401);
        plane.suspend(tenant.id(), "unpaid");
        add("A").then().statusCode(403).body("code", equalTo("TENANT_OPERATION_NOT_ALLOWED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"A\",\"priceMinor\":1}                      | SKU_INVALID",
                "{\"sku\":\"-A\",\"name\":\"A\",\"priceMinor\":1}       | SKU_INVALID",
                "{\"sku\":\"a/b\",\"name\":\"A\",\"priceMinor\":1}      | SKU_INVALID",
                "{\"sku\":\"A\",\"name\":\" \",\"priceMinor\":1}        | NAME_INVALID",
                "{\"sku\":\"A\",\"name\":\"A\"}                         | PRICE_INVALID",
                "{\"sku\":\"A\",\"name\":\"A\",\"priceMinor\":-1}       | PRICE_INVALID",
                "{\"sku\":\"A\",\"name\":\"A\",\"priceMinor\":2000000000} | PRICE_INVALID",
                "{\"sku\":\"A\",\"name\":\"A\",\"priceMinor\":\"1\"}    | WRONG_TYPE",
                "{\"sku\":\"A\",\"name\":\"A\",\"priceMinor\":1.5}      | WRONG_TYPE",
                "{\"sku\":\"A\",\"colour\":\"red\"}                     | UNKNOWN_FIELD",
                "[]                                                     | WRONG_TYPE",
            })
    void what_is_no_product_is_refused(String body, String code) {
        to(tenant)
                .auth()
                .oauth2(owner)
                .body(body)
                .post("/products")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
        to(tenant).get("/catalog").then().body("products", hasSize(3));
    }

    @Test
    void stores_follow_the_entitlement_and_not_only_the_platforms_default() {
        plane.mostStores(10);
        store("Harbour").then().statusCode(201);
        store("Airport")
                .then()
                .statusCode(409)
                .body("code", equalTo("LIMIT_REACHED"))
                .body("feature", equalTo("stores"))
                .body("limit", equalTo(1))
                .body("used", equalTo(1))
                .body("plan", equalTo("basic"));
        entitle(SampleEntitlements.of(STANDARD).limit("stores", 2));
        to(tenant).get("/stores").then().body("limit", equalTo(2));
        store("Airport").then().statusCode(201);
        entitle(SampleEntitlements.of(STANDARD).unlimited("stores"));
        to(tenant).get("/stores").then().body("limit", nullValue());
        store("Station").then().statusCode(201);
    }

    private Response store(String name) {
        return to(tenant)
                .auth()
                .oauth2(owner)
                .body("{\"name\":\"" + name + "\"}")
                .post("/stores");
    }

    @Test
    void loyalty_is_open_only_where_the_plan_has_it() {
        var ada = token(tenant, "ada@example.org");
        order(ada).then().statusCode(201);
        loyalty(ada)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("FEATURE_NOT_IN_PLAN"))
                .body("feature", equalTo("loyalty"))
                .body("plan", equalTo("basic"))
                .body("planName", equalTo("Basic"));

        entitle(SampleEntitlements.of(STANDARD).on("loyalty"));
        loyalty(ada).then().statusCode(200).body("points", equalTo(0)).body("newest", hasSize(0));
        var first = order(ada).then().statusCode(201).extract().<String>path("id");
        order(ada).then().statusCode(201);
        loyalty(ada)
                .then()
                .statusCode(200)
                .body("points", equalTo(2 * 25))
                .body("newest", hasSize(2))
                .body("newest[1].order", equalTo(first))
                .body("newest[1].points", equalTo(25));
        loyalty(token(tenant, "bob@example.org")).then().body("points", equalTo(0));
        to(tenant).get("/loyalty").then().statusCode(401);

        // Off again: nothing is collected, nothing is shown, and nothing is lost.
        entitle(SampleEntitlements.of(STANDARD).off("loyalty"));
        order(ada).then().statusCode(201);
        loyalty(ada).then().statusCode(403).body("plan", equalTo("standard"));
        entitle(SampleEntitlements.of(STANDARD).on("loyalty"));
        loyalty(ada).then().body("points", equalTo(2 * 25));
    }

    @Test
    void an_order_that_is_sent_again_brings_its_points_once() {
        entitle(SampleEntitlements.of(STANDARD).on("loyalty"));
        var ada = token(tenant, "ada@example.org");
        for (var at = 0; at < 2; at++) {
            to(tenant)
                    .auth()
                    .oauth2(ada)
                    .header("Idempotency-Key", "once")
                    .body(MUG)
                    .post("/orders")
                    .then()
                    .statusCode(201);
        }
        loyalty(ada).then().body("points", equalTo(25)).body("newest", hasSize(1));
    }

    @Test
    void points_leave_with_the_tenant() throws Exception {
        entitle(SampleEntitlements.of(STANDARD).on("loyalty"));
        order(token(tenant, "ada@example.org")).then().statusCode(201);
        assertThat(new String(plane.export(tenant.id(), handler), java.nio.charset.StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("\"loyalty\""))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"points\" : 25"));
        plane.erase(tenant.id(), handler);
        assertThat(new String(plane.export(tenant.id(), handler), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
    }
}
