package io.centercontrol.dataplane.quarkus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.measure.CallMinute;
import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantFilterTest {
    @Inject
    @SuppressWarnings("NullAway.Init")
    InMemoryDataPlane plane;

    @SuppressWarnings("NullAway.Init")
    private Tenant tenant;

    private final List<CallMinute> counted = new ArrayList<>();

    @BeforeEach
    void known() {
        tenant = plane.put(
                SampleTenant.active("shop" + UUID.randomUUID().toString().substring(0, 8)));
    }

    @AfterEach
    void well() {
        plane.health(Health.READY, Duration.ZERO);
        plane.lease(Duration.ofHours(1), false);
    }

    private RequestSpecification host() {
        return given().header("Host", tenant.slug() + ".localhost");
    }

    private static void isProblem(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo(code))
                .body("status", equalTo(status));
    }

    @Test
    void every_way_to_name_a_tenant_leads_to_it() {
        var id = tenant.id().toString();
        host().get("/sample/tenant").then().statusCode(200).body(equalTo(tenant.slug()));
        given().header("X-Tenant-Id", id).get("/sample/tenant").then().body(equalTo(tenant.slug()));
        given().header("X-Tenant-Slug", tenant.slug())
                .get("/sample/tenant")
                .then()
                .body(equalTo(tenant.slug()));
        given().header("X-Verified-Tenant", id).get("/sample/tenant").then().body(equalTo(tenant.slug()));
        host().header("X-Tenant-Id", id)
                .header("X-Tenant-Slug", tenant.slug())
                .header("X-Verified-Tenant", id)
                .get("/sample/tenant")
                .then()
                .statusCode(200);
    }

    @Test
    void a_request_without_a_tenant_passes_where_none_is_needed() {
        given().get("/sample/open").then().statusCode(200);
        given().header("Host", "api.example").get("/sample/open").then().statusCode(200);
        isProblem(given().get("/sample/tenant").then(), 400, "TENANT_REQUIRED");
        isProblem(given().post("/sample/order").then(), 400, "TENANT_REQUIRED");
    }

    @Test
    void a_contradiction_is_refused_wherever_it_is_sent() {
        var other = plane.put(
                SampleTenant.active("other" + UUID.randomUUID().toString().substring(0, 8)));
        isProblem(
                host().header("X-Tenant-Id", other.id().toString())
                        .get("/sample/open")
                        .then(),
                400,
                "TENANT_HINTS_DISAGREE");
        isProblem(
                host().header("X-Verified-Tenant", other.id().toString())
                        .post("/sample/order")
                        .then(),
                403,
                "TENANT_HINTS_DISAGREE");
    }

    @Test
    void unknown_tenants_are_told_apart_from_none() {
        isProblem(given().header("Host", "nobody.example").get("/sample/open").then(), 404, "TENANT_UNKNOWN");
        isProblem(given().header("X-Tenant-Slug", "nobody").get("/sample/open").then(), 404, "TENANT_UNKNOWN");
        isProblem(given().header("X-Tenant-Id", "x").get("/sample/open").then(), 400, "TENANT_ID_MALFORMED");
        isProblem(given().header("X-Tenant-Id", "x", "y").get("/sample/open").then(), 400, "TENANT_HEADER_REPEATED");
    }

    @Test
    void what_is_not_allowed_is_refused_with_the_reason() {
        host().post("/sample/order").then().statusCode(200);
        plane.suspend(tenant.id(), "unpaid");
        isProblem(
                host().post("/sample/order")
                        .then()
                        .body("tenantStatus", equalTo("SUSPENDED"))
                        .body("tenantStatusReason", equalTo("unpaid"))
                        .body("operation", equalTo("ORDER"))
                        .body("detail", containsString("unpaid")),
                403,
                "TENANT_OPERATION_NOT_ALLOWED");
        host().post("/sample/export").then().statusCode(200);
    }

    @Test
    void a_lease_that_ran_out_stops_orders_and_not_exports() {
        plane.lease(Duration.ofSeconds(10), true);
        isProblem(host().post("/sample/order").then().header("Retry-After", "2"), 503, "DATA_PLANE_LEASE_EXPIRED");
        host().post("/sample/export").then().statusCode(200);
    }

    @Test
    void without_a_copy_nothing_is_served_but_what_needs_no_tenant() {
        plane.health(Health.NOT_READY, Duration.ZERO);
        isProblem(host().post("/sample/export").then().header("Retry-After", "2"), 503, "DATA_PLANE_NOT_READY");
        isProblem(host().get("/sample/tenant").then(), 503, "DATA_PLANE_NOT_READY");
        host().get("/sample/open").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503);
    }

    @Test
    void a_stale_copy_is_ready_and_says_so() {
        plane.health(Health.STALE, Duration.ofMinutes(5));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'data-plane' }.data.health", equalTo("STALE"))
                .body("checks.find { it.name == 'data-plane' }.data.ageMillis", equalTo(300_000));
        host().post("/sample/order").then().statusCode(200);
    }

    @Test
    void each_request_to_a_resource_is_counted_and_a_failed_one_as_that() throws InterruptedException {
        plane.callsCounted();
        host().get("/sample/tenant").then().statusCode(200);
        given().header("X-Tenant-Id", "x").get("/sample/open").then().statusCode(400);
        given().get("/sample/broken").then().statusCode(500);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/sample/nothing-is-here").then().statusCode(404);

        // The count comes a moment after the answer.
        for (var look = 0; look < 200 && requests() < 3; look++) {
            Thread.sleep(10);
            counted.addAll(plane.callsCounted());
        }
        assertThat(requests()).isEqualTo(3);
        assertThat(counted.stream().mapToLong(CallMinute::errors).sum()).isEqualTo(1);
    }

    private long requests() {
        return counted.stream().mapToLong(CallMinute::requests).sum();
    }
}
