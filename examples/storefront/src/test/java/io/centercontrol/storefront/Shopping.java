package io.centercontrol.storefront;

import static io.restassured.RestAssured.given;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.UUID;

/** A platform and its customers, for tests: makes tenants that the storefront under test knows. */
public final class Shopping implements AutoCloseable {
    private final DataPlane plane;
    private final Platform platform;

    public Shopping(DataPlane plane) {
        this.plane = plane;
        var environment = Environment.current();
        platform = new Platform(
                environment.prefix(),
                environment.addresses().bootstrap(),
                URI.create(environment.addresses().registryUrl()));
    }

    public Platform platform() {
        return platform;
    }

    /** An active tenant whose shop is provisioned. */
    public Tenant shop() {
        var tenant = SampleTenant.active("shop" + UUID.randomUUID().toString().substring(0, 8));
        say(tenant);
        provision(tenant, 1, 0);
        return tenant;
    }

    /** Says the tenant and waits until this instance knows it. */
    public void say(Tenant tenant) {
        platform.say(tenant);
        Eventually.await("the tenant is known", () -> {
            var known = plane.find(tenant.id());
            return known != null && known.version() >= tenant.version();
        });
    }

    /** Asks the storefront to provision the tenant, and waits for its report. */
    public void provision(Tenant tenant, int attempt, long observedVersion) {
        platform.say(Events.awaiting(tenant, attempt, "storefront", observedVersion, attempt, true));
        try (var reports = Environment.current().read(Contract.reports("storefront"))) {
            reports.await(
                    record -> record.key().equals(tenant.id().toString())
                            && platform.report(record).getAttempt() == attempt,
                    java.time.Duration.ofSeconds(30));
        }
    }

    /** A request to the tenant's host. */
    public static RequestSpecification to(Tenant tenant) {
        return given().header("Host", tenant.slug() + ".localhost").contentType(ContentType.JSON);
    }

    /** A log-in token. */
    public static String token(Tenant tenant, String email) {
        return to(tenant)
                .body("{\"email\":\"" + email + "\",\"password\":\"correct horse\"}")
                .post("/login")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    @Override
    public void close() {
        platform.close();
    }
}
