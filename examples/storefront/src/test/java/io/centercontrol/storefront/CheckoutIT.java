package io.centercontrol.storefront;

import static io.centercontrol.storefront.Shopping.to;
import static io.centercontrol.storefront.Shopping.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.RateLimit;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.UsageOutbox;
import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the platform's flags and rate limits make of checkout. */
@QuarkusTest
@TestProfile(PlaneDouble.Profile.class)
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "storefront"),
            @ResourceArg(name = "connector", value = "false")
        })
class CheckoutIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    InMemoryDataPlane plane;

    @Inject
    @SuppressWarnings("NullAway.Init")
    ProvisioningHandler handler;

    @SuppressWarnings("NullAway.Init")
    private Tenant tenant;

    @SuppressWarnings("NullAway.Init")
    private String customer;

    @BeforeEach
    void open() throws Exception {
        tenant = plane.put(
                SampleTenant.active("shop" + UUID.randomUUID().toString().substring(0, 8)));
        handler.provision(tenant);
        customer = token(tenant, "ada@example.org");
    }

    @AfterEach
    void unsaid() {
        plane.removeFlag(Switches.EXPRESS_CHECKOUT);
        plane.removeFlag(Switches.GIFT_WRAPPING);
        plane.removeFlag(Switches.SWIFTPAY);
    }

    private ValidatableResponse order(String payment) {
        return to(tenant)
                .auth()
                .oauth2(customer)
                .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]" + payment + "}")
                .post("/orders")
                .then();
    }

    @Test
    void an_express_checkout_pays_at_once() {
        order("").statusCode(201).body("payment", equalTo("INVOICE")).body("express", equalTo(false));

        plane.flag(Switches.EXPRESS_CHECKOUT, true);
        to(tenant).get("/checkout").then().statusCode(200).body("express", equalTo(true));
        String id = order("")
                .statusCode(201)
                .body("payment", equalTo("SWIFTPAY"))
                .body("express", equalTo(true))
                .extract()
                .path("id");
        to(tenant)
                .auth()
                .oauth2(customer)
                .get("/orders/" + id)
                .then()
                .statusCode(200)
                .body("payment", equalTo("SWIFTPAY"))
                .body("express", equalTo(true));
    }

    @Test
    void an_order_can_be_wrapped_as_a_gift_where_it_is_switched_on() {
        to(tenant).get("/checkout").then().statusCode(200).body("giftWrapping", equalTo(false));
        plane.flag(Switches.GIFT_WRAPPING, true);
        to(tenant).get("/checkout").then().body("giftWrapping", equalTo(true));
    }

    @Test
    void a_kill_switch_takes_a_way_to_pay_away() {
        plane.flag(Switches.EXPRESS_CHECKOUT, true);
        plane.flag(Switches.SWIFTPAY, false);

        to(tenant).get("/checkout").then().body("payments", equalTo(java.util.List.of("INVOICE")));
        order(",\"payment\":\"SWIFTPAY\"")
                .statusCode(503)
                .body("code", equalTo("PAYMENT_UNAVAILABLE"))
                .body("detail", containsString("INVOICE"))
                .header("Retry-After", "60");
        order("").statusCode(201).body("payment", equalTo("INVOICE"));

        plane.flag(Switches.SWIFTPAY, true);
        order(",\"payment\":\"SWIFTPAY\"").statusCode(201).body("payment", equalTo("SWIFTPAY"));
        order(",\"payment\":\"GOLD\"").statusCode(400).body("code", equalTo("PAYMENT_INVALID"));
    }

    @Test
    void a_tenant_that_orders_too_often_is_told_when_to_come_back() {
        order("").statusCode(201).header("RateLimit", nullValue());
        plane.limit(new RateLimit(tenant.id(), null, Switches.CHECKOUT, 6, 60, 2, true, null, false));
        order("")
                .statusCode(201)
                .header("RateLimit-Policy", "\"checkout\";q=6;w=60")
                .header("RateLimit", "\"checkout\";r=1;t=10");
        order("").statusCode(201);
        order("")
                .statusCode(429)
                .body("code", equalTo("RATE_LIMITED"))
                .body("limit", equalTo(6))
                .header("Retry-After", "10")
                .header("RateLimit", "\"checkout\";r=0;t=10");
        plane.pass(Duration.ofSeconds(10));
        order("").statusCode(201);
    }

    @Test
    void an_order_is_told_in_its_own_transaction_and_once() throws Exception {
        var before = plane.usage().counted(tenant.id(), "api-calls");
        for (var times = 0; times < 2; times++) {
            to(tenant)
                    .auth()
                    .oauth2(customer)
                    .header("Idempotency-Key", "the-same")
                    .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":2}]}")
                    .post("/orders")
                    .then()
                    .statusCode(201);
        }
        to(tenant)
                .auth()
                .oauth2(customer)
                .body("{\"items\":[{\"sku\":\"NONE\",\"quantity\":1}]}")
                .post("/orders")
                .then()
                .statusCode(greaterThanOrEqualTo(400));

        assertThat(written())
                .containsExactly(
                        "gmv = total of order: true {\"currency\": \"GBP\"}", "orders = total of order: false {}");
        assertThat(plane.usage().counted(tenant.id(), "api-calls") - before).isEqualTo(3);
        plane.erase(plane.change(tenant.id(), "ERASING", null, Set.of()).id(), handler);
        assertThat(written()).isEmpty();
    }

    private List<String> written() throws SQLException {
        var all = new ArrayList<String>();
        try (var connection = Environment.current().openDatabase();
                var rows = connection.createStatement().executeQuery("""
                        select u.meter, u.amount = o.total_minor, cast(u.properties as text)
                        from cc_usage_outbox u join customer_order o on o.id = cast(u.id as uuid)
                          and o.tenant_id = u.tenant_id and o.placed_at = u.happened_at
                        where u.tenant_id = '%s' order by u.meter""".formatted(tenant.id()))) {
            while (rows.next()) {
                all.add(rows.getString(1) + " = total of order: " + rows.getBoolean(2) + " " + rows.getString(3));
            }
        }
        return all;
    }

    @Test
    void its_table_is_the_one_that_the_sdk_ships_from() throws Exception {
        try (var migration = getClass().getResourceAsStream("/db/migration/V5__usage_outbox.sql")) {
            assertThat(new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(UsageOutbox.tables());
        }
    }
}
