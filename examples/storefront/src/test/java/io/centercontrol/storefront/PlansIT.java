package io.centercontrol.storefront;

import static io.centercontrol.storefront.Shopping.to;
import static io.centercontrol.storefront.Shopping.token;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.EntitlementEvents;
import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entitlements from the platform's topic to the shop's doors, on real parts. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "storefront"),
            @ResourceArg(name = "connector", value = "false")
        })
class PlansIT {
    private static final Entitlements.Plan BASIC = new Entitlements.Plan("basic", 1, "Basic");
    private static final Entitlements.Plan STANDARD = new Entitlements.Plan("standard", 3, "Standard");

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataPlane plane;

    @SuppressWarnings("NullAway.Init")
    private Shopping shopping;

    @SuppressWarnings("NullAway.Init")
    private Tenant tenant;

    @SuppressWarnings("NullAway.Init")
    private String owner;

    private long version;

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

    private void entitle(SampleEntitlements said) {
        var entitlements = said.build();
        shopping.platform().say(EntitlementEvents.of(tenant.id(), ++version, entitlements));
        Eventually.await(
                "the entitlements are known",
                () -> plane.entitlements(tenant.id()).equals(entitlements));
    }

    private Response add(String sku) {
        return to(tenant)
                .auth()
                .oauth2(owner)
                .body("{\"sku\":\"" + sku + "\",\"name\":\"Thing\",\"priceMinor\":100}")
                .post("/products");
    }

    private Response loyalty() {
        return to(tenant).auth().oauth2(owner).get("/loyalty");
    }

    @Test
    void what_the_platform_says_is_obeyed_at_the_doors() {
        entitle(SampleEntitlements.of(BASIC)
                .limit("products", 4)
                .limit("stores", 1)
                .off("loyalty"));
        add("A").then().statusCode(201);
        add("B").then()
                .statusCode(409)
                .body("code", equalTo("LIMIT_REACHED"))
                .body("limit", equalTo(4))
                .body("used", equalTo(4))
                .body("plan", equalTo("basic"));
        loyalty().then().statusCode(403).body("code", equalTo("FEATURE_NOT_IN_PLAN"));
        to(tenant).get("/stores").then().body("limit", equalTo(1));

        entitle(SampleEntitlements.of(STANDARD)
                .unlimited("products")
                .unlimited("stores")
                .on("loyalty"));
        add("B").then().statusCode(201);
        loyalty().then().statusCode(200).body("points", equalTo(0));
        to(tenant).get("/stores").then().body("limit", nullValue());
    }
}
