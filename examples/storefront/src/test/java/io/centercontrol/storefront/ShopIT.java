package io.centercontrol.storefront;

import static io.centercontrol.storefront.Shopping.to;
import static io.centercontrol.storefront.Shopping.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From provisioning to an order, and the refusals that a tenant's state brings. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "storefront"),
            @ResourceArg(name = "connector", value = "false")
        })
class ShopIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    DataPlane plane;

    @SuppressWarnings("NullAway.Init")
    private Shopping shopping;

    @BeforeEach
    void connect() {
        shopping = new Shopping(plane);
    }

    @AfterEach
    void disconnect() {
        shopping.close();
    }

    @Test
    void a_provisioned_shop_sells() {
        var tenant = shopping.shop();
        to(tenant)
                .get("/catalog")
                .then()
                .statusCode(200)
                .body("shop", equalTo(tenant.name()))
                .body("products.sku", hasItems("MUG", "SHIRT"))
                .body("products[0].price.currency", equalTo("GBP"));
        var token = token(tenant, "ada@example.org");
        var id = to(tenant)
                .auth()
                .oauth2(token)
                .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":2},{\"sku\":\"STICKER\",\"quantity\":1}]}")
                .post("/orders")
                .then()
                .statusCode(201)
                .body("total.minor", equalTo(2 * 1290 + 250))
                .body("total.currency", equalTo("GBP"))
                .extract()
                .<String>path("id");
        to(tenant)
                .auth()
                .oauth2(token)
                .get("/orders/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("lines", hasSize(2))
                .body("lines[0].sku", equalTo("MUG"));
    }

    @Test
    void the_tenant_can_be_named_by_header_instead_of_host() {
        var tenant = shopping.shop();
        given().header("X-Tenant-Id", tenant.id().toString())
                .get("/catalog")
                .then()
                .statusCode(200);
        given().header("X-Tenant-Slug", tenant.slug()).get("/catalog").then().statusCode(200);
        given().get("/catalog").then().statusCode(400).body("code", equalTo("TENANT_REQUIRED"));
    }

    @Test
    void a_suspended_shop_takes_no_log_in_and_no_order_and_says_why() {
        var tenant = shopping.shop();
        var token = token(tenant, "ada@example.org");
        shopping.say(Events.suspended(tenant, "unpaid"));
        to(tenant)
                .body("{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}")
                .post("/login")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("TENANT_OPERATION_NOT_ALLOWED"))
                .body("operation", equalTo("LOGIN"))
                .body("tenantStatus", equalTo("SUSPENDED"))
                .body("tenantStatusReason", equalTo("unpaid"));
        to(tenant)
                .auth()
                .oauth2(token)
                .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}")
                .post("/orders")
                .then()
                .statusCode(403)
                .body("operation", equalTo("ORDER"));
    }

    @Test
    void an_update_renames_the_shop_and_provisioning_twice_changes_nothing() {
        var tenant = shopping.shop();
        shopping.provision(tenant, 2, 0);
        to(tenant).get("/catalog").then().body("products", hasSize(3));
        var renamed = Events.renamed(tenant, "Renamed");
        shopping.say(renamed);
        shopping.provision(renamed, 3, 1);
        to(tenant).get("/catalog").then().body("shop", equalTo("Renamed"));
    }

    @Test
    void a_shop_that_is_not_provisioned_yet_says_so() {
        var tenant = SampleTenant.active("early" + UUID.randomUUID().toString().substring(0, 8));
        shopping.say(tenant);
        to(tenant)
                .get("/catalog")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("SHOP_NOT_PROVISIONED"));
        to(tenant)
                .body("{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}")
                .post("/login")
                .then()
                .statusCode(503);
    }

    @Test
    void contradictions_are_refused() {
        var one = shopping.shop();
        var other = shopping.shop();
        to(one).header("X-Tenant-Id", other.id().toString())
                .get("/catalog")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("TENANT_HINTS_DISAGREE"));
        to(one).header("X-Tenant-Slug", other.slug()).get("/catalog").then().statusCode(400);
        var token = token(one, "ada@example.org");
        to(other)
                .auth()
                .oauth2(token)
                .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}")
                .post("/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("TENANT_HINTS_DISAGREE"));
        given().header("X-Tenant-Id", other.id().toString())
                .auth()
                .oauth2(token)
                .get("/orders/" + UUID.randomUUID())
                .then()
                .statusCode(403);
    }

    @Test
    void an_unknown_tenant_is_unknown() {
        given().header("Host", "nobody.localhost")
                .get("/catalog")
                .then()
                .statusCode(404)
                .body("code", equalTo("TENANT_UNKNOWN"));
        given().header("X-Tenant-Id", UUID.randomUUID().toString())
                .get("/catalog")
                .then()
                .statusCode(404);
        given().header("X-Tenant-Id", "nonsense")
                .get("/catalog")
                .then()
                .statusCode(400)
                .body("code", equalTo("TENANT_ID_MALFORMED"));
    }

    @Test
    void customers_and_orders_stay_in_their_shop() {
        var one = shopping.shop();
        var other = shopping.shop();
        var ada = token(one, "ada@example.org");
        var order = to(one).auth()
                .oauth2(ada)
                .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}")
                .post("/orders")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        to(one).auth()
                .oauth2(token(one, "eve@example.org"))
                .get("/orders/" + order)
                .then()
                .statusCode(404)
                .body("code", equalTo("ORDER_UNKNOWN"));
        to(other)
                .auth()
                .oauth2(token(other, "ada@example.org"))
                .get("/orders/" + order)
                .then()
                .statusCode(404);
    }

    @Test
    void is_ready_and_says_what_the_data_plane_is() {
        shopping.shop();
        var data = given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .extract()
                .<java.util.Map<String, Object>>path("checks.find { it.name == 'data-plane' }.data");
        assertThat(data).containsEntry("health", "READY").containsKey("instanceId");
    }

    @Test
    void an_order_is_told_as_usage() {
        var tenant = shopping.shop();
        var id = to(tenant)
                .auth()
                .oauth2(token(tenant, "ada@example.org"))
                .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":2}]}")
                .post("/orders")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        try (var usage = Environment.current().read(Contract.usage("storefront"))) {
            var told = new HashMap<String, Long>();
            Eventually.await("the order is told", () -> {
                told.clear();
                usage.allWithin(Duration.ofMillis(100)).stream()
                        .flatMap(record -> shopping.platform().usage(record).getEvents().stream())
                        .filter(event -> id.equals(event.getId()))
                        .forEach(event -> told.merge(event.getMeter(), event.getAmount(), Long::sum));
                return told.size() == 2;
            });
            assertThat(told).containsOnly(entry("orders", 1L), entry("gmv", 2 * 1290L));
        }
    }
}
