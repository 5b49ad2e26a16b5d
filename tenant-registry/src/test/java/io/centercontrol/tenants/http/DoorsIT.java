package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.as;
import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.registered;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.tenants.DnsServer;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
@QuarkusTestResource(DnsServer.class)
class DoorsIT {
    private static final String REASON = "{\"reason\":\"of a test\"}";
    private static final String TENANTS = "/api/v1/tenants/";

    @TestHTTPResource
    @Nullable
    URI root;

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .with(
                        "POST /api/v1/tenants",
                        () -> Sample.of(
                                        "/api/v1/tenants",
                                        "{\"slug\":\"" + newSlug()
                                                + "\",\"name\":\"Doors\",\"kind\":\"TEST\",\"locale\":\"en\","
                                                + "\"contacts\":[{\"name\":\"Ada\",\"email\":\"ada@example.org\"}],"
                                                + "\"labels\":{\"team\":\"a\"}}")
                                .seenAt("/api/v1/tenants?q=zzUnknown"))
                .with(
                        "PATCH /api/v1/tenants/{id}",
                        of(id -> Sample.of(TENANTS + id, "{\"name\":\"New\",\"labels\":{\"team\":\"b\"}}")
                                .as("application/merge-patch+json")
                                .with("If-Match", "\"1\"")))
                .with("POST /api/v1/tenants/{id}/suspend", move("suspend", null))
                .with("POST /api/v1/tenants/{id}/disable", move("disable", null))
                .with("POST /api/v1/tenants/{id}/reinstate", move("reinstate", "suspend"))
                .with("POST /api/v1/tenants/{id}/schedule-deletion", () -> {
                    var slug = newSlug();
                    var id = registered(slug);
                    return Sample.of(
                                    TENANTS + id + "/schedule-deletion",
                                    "{\"slug\":\"" + slug + "\",\"grace\":\"P1D\",\"reason\":\"of a test\"}")
                            .seenAt(TENANTS + id);
                })
                .with("POST /api/v1/tenants/{id}/cancel-deletion", () -> {
                    var slug = newSlug();
                    var id = registered(slug);
                    as(Role.PLATFORM_ADMIN)
                            .body(Map.of("slug", slug, "grace", "P1D", "reason", "of a test"))
                            .post(TENANTS + id + "/schedule-deletion")
                            .then()
                            .statusCode(200);
                    return Sample.of(TENANTS + id + "/cancel-deletion", REASON).seenAt(TENANTS + id);
                })
                .with(
                        "POST /api/v1/tenants/{id}/holds",
                        of(id -> Sample.of(TENANTS + id + "/holds", "{\"kind\":\"BILLING\",\"reason\":\"of a test\"}")))
                .with(
                        "DELETE /api/v1/tenants/{id}/holds/{hold}",
                        of(id -> Sample.of(TENANTS + id + "/holds/" + held(id) + "?reason=paid")))
                .with(
                        "POST /api/v1/tenants/{id}/domains",
                        of(id -> Sample.of(
                                TENANTS + id + "/domains",
                                "{\"domain\":\"" + newSlug() + ".example\",\"reason\":\"of a test\"}")))
                .with(
                        "DELETE /api/v1/tenants/{id}/domains/{domain}",
                        of(id -> Sample.of(TENANTS + id + "/domains/" + claimed(id) + "?reason=over")))
                .with(
                        "POST /api/v1/tenants/{id}/domains/{domain}/verify",
                        of(id -> Sample.of(TENANTS + id + "/domains/" + proven(id) + "/verify", REASON)))
                .with("PUT /api/v1/governance", DoorsIT::governance);
    }

    private static Supplier<Sample> of(Function<String, Sample> made) {
        return () -> {
            var id = registered();
            return made.apply(id).seenAt(TENANTS + id);
        };
    }

    private static Supplier<Sample> move(String verb, @Nullable String before) {
        return of(id -> {
            if (before != null) {
                TenantFixture.move(id, before).statusCode(200);
            }
            return Sample.of(TENANTS + id + "/" + verb, REASON);
        });
    }

    private static String held(String id) {
        return as(Role.PLATFORM_ADMIN)
                .body(Map.of("kind", "BILLING", "reason", "of a test"))
                .post(TENANTS + id + "/holds")
                .then()
                .statusCode(200)
                .extract()
                .path("holds[0].id");
    }

    private static String claimed(String id) {
        var domain = newSlug() + ".example";
        as(Role.PLATFORM_ADMIN)
                .body(Map.of("domain", domain))
                .post(TENANTS + id + "/domains")
                .then()
                .statusCode(200);
        return domain;
    }

    private static String proven(String id) {
        var domain = claimed(id);
        DnsServer.put(
                "_center-control-challenge." + domain,
                as(Role.PLATFORM_ADMIN)
                        .get(TENANTS + id + "/domains")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("items[0].recordValue"));
        return domain;
    }

    /** The terms as they are. */
    private static Sample governance() {
        var now = as(Role.PLATFORM_ADMIN)
                .get("/api/v1/governance")
                .then()
                .statusCode(200)
                .extract();
        return Sample.of(
                        "/api/v1/governance",
                        "{\"defaultMostStores\":" + now.path("defaultMostStores")
                                + ",\"reservedNames\":[\"www\",\"n" + System.nanoTime()
                                + "\"],\"deletionGrace\":\"P30D\","
                                + "\"slugCoolDown\":\"P90D\",\"exportRetention\":\"P30D\",\"tombstoneAfter\":\"P30D\","
                                + "\"reason\":\"of a test\"}")
                .with("If-Match", now.header("ETag"))
                .seenAt("/api/v1/governance");
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
