package io.centercontrol.provisioning;

import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class DoorsIT {
    @TestHTTPResource
    @Nullable
    URI root;

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .with(
                        "PUT /api/v1/tenant-services/{key}",
                        () -> Sample.of(
                                        "/api/v1/tenant-services/d"
                                                + UUID.randomUUID().toString().substring(0, 8),
                                        """
                                        {"name": "Doors", "required": false, "attemptTimeoutMillis": 60000, "reason": "a test",
                                         "serves": {"kinds": ["LIVE"], "regions": ["doors"], "plans": ["basic"],
                                          "features": ["pos"], "labels": {"tier": "gold"}, "whenLeft": "KEEP"}}""")
                                .with("If-None-Match", "*")
                                .seenAt("/api/v1/tenant-services"))
                .with(
                        "PUT /api/v1/tenants/{tenantId}/exports/{service}",
                        () -> Sample.of("/api/v1/tenants/" + UUID.randomUUID() + "/exports/shop?attempt=1")
                                .by(Environment.current().tokens().ofTenantService("shop")));
    }

    @Test
    void each_write_waits_or_says_that_it_cannot() {
        try (var doors = doors()) {
            doors.eachWriteWaitsOrSaysThatItCannot();
        }
    }

    @Test
    void bad_input_is_refused_and_changes_nothing() {
        try (var doors = doors()) {
            doors.badInputIsRefusedAndChangesNothing();
        }
    }
}
