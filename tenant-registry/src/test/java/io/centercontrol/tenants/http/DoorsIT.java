package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.as;
import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.tenants.DnsServer;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
@QuarkusTestResource(DnsServer.class)
class DoorsIT {
    private static final String OPERATIONS = "/api/v1/bulk-operations";
    private static final String TENANTS = "/api/v1/tenants/";

    @TestHTTPResource
    @Nullable
    URI root;

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .hearing(Contract.PROVISIONING)
                .with(
                        "POST /api/v1/tenants",
                        () -> Sample.of("/api/v1/tenants")
                                .saying("slug", newSlug())
                                .seenAt("/api/v1/tenants?q=zzUnknown"))
                .with("POST /api/v1/tenants/suspend", () -> {
                    var slug = newSlug();
                    var id = registered(slug);
                    return Sample.of("/api/v1/tenants/suspend")
                            .saying("filter", Map.of("q", slug))
                            .seenAt(TENANTS + id);
                })
                .with(
                        "PATCH /api/v1/tenants/{id}",
                        of(id -> Sample.of(TENANTS + id)
                                .as("application/merge-patch+json")
                                .with("If-Match", "\"1\"")))
                .with("GET /api/v1/resolve", () -> {
                    var slug = newSlug();
                    registered(slug);
                    return Sample.of("/api/v1/resolve?slug=" + slug);
                })
                .findingNothing("GET /api/v1/tenants/{id}/deletion-certificate")
                .with("POST /api/v1/tenants/{id}/suspend", move("suspend", null))
                .with("POST /api/v1/tenants/{id}/disable", move("disable", null))
                .with("POST /api/v1/tenants/{id}/reinstate", move("reinstate", "suspend"))
                .with("POST /api/v1/tenants/{id}/schedule-deletion", () -> {
                    var slug = newSlug();
                    var id = registered(slug);
                    return Sample.of(TENANTS + id + "/schedule-deletion")
                            .saying("slug", slug)
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
                    return Sample.of(TENANTS + id + "/cancel-deletion").seenAt(TENANTS + id);
                })
                .with("POST /api/v1/tenants/{id}/holds", of(id -> Sample.of(TENANTS + id + "/holds")))
                .with(
                        "DELETE /api/v1/tenants/{id}/holds/{hold}",
                        of(id -> Sample.of(TENANTS + id + "/holds/" + held(id) + "?reason=paid")))
                .with(
                        "POST /api/v1/tenants/{id}/domains",
                        of(id -> Sample.of(TENANTS + id + "/domains").saying("domain", newSlug() + ".example")))
                .with(
                        "DELETE /api/v1/tenants/{id}/domains/{domain}",
                        of(id -> Sample.of(TENANTS + id + "/domains/" + claimed(id) + "?reason=over")))
                .with(
                        "POST /api/v1/tenants/{id}/domains/{domain}/verify",
                        of(id -> Sample.of(TENANTS + id + "/domains/" + proven(id) + "/verify")))
                .with(
                        "POST /api/v1/tenants/bulk",
                        () -> Sample.of("/api/v1/tenants/bulk").saying("tenants", List.of(registered())))
                .with(
                        "POST /api/v1/tenants/import",
                        () -> Sample.of("/api/v1/tenants/import?reason=test")
                                .saying("slug", newSlug())
                                .as("application/x-ndjson"))
                .with(
                        "POST /api/v1/bulk-operations/{id}/start",
                        () -> turn("start").saying("expected", 1))
                .with("POST /api/v1/bulk-operations/{id}/stop", () -> turn("stop"))
                .with("POST /api/v1/bulk-operations/{id}/resume", () -> turn("resume"))
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
            return Sample.of(TENANTS + id + "/" + verb);
        });
    }

    /** Of an operation that is previewed, at work, or stopped, as the turn wants it. */
    private static Sample turn(String turn) {
        var tenants = turn.equals("start") ? List.of(registered()) : unknown();
        var id = as(Role.PLATFORM_ADMIN)
                .body(Map.of("action", "SUSPEND", "tenants", tenants, "reason", "of a test"))
                .post("/api/v1/tenants/bulk")
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        var address = OPERATIONS + "/" + id;
        if (turn.equals("start")) {
            await().untilAsserted(
                            () -> as(Role.PLATFORM_ADMIN).get(address).then().body("state", equalTo("PREVIEWED")));
        } else if (turn.equals("resume")) {
            as(Role.PLATFORM_ADMIN)
                    .body(Map.of("reason", "of a test"))
                    .post(address + "/stop")
                    .then()
                    .statusCode(200);
        }
        var sample = Sample.of(address + "/" + turn);
        // One at work is another at each look.
        return turn.equals("stop") ? sample : sample.seenAt(address);
    }

    /** So many that the operation is at work for a while. */
    private static List<String> unknown() {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(2_000).toList();
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
        return Sample.of("/api/v1/governance")
                .saying("defaultMostStores", now.path("defaultMostStores"))
                .saying("reservedNames", List.of("www", "n" + System.nanoTime()))
                .with("If-Match", now.header("ETag"))
                .seenAt("/api/v1/governance");
    }

    @Test
    void each_does_what_the_document_says() {
        try (var doors = doors()) {
            doors.eachDoesWhatTheDocumentSays();
        }
    }

    @Test
    void bad_input_is_refused_and_changes_nothing() {
        try (var doors = doors()) {
            doors.badInputIsRefusedAndChangesNothing();
        }
    }

    @Test
    void each_refusal_is_told_in_the_audit_trail() {
        try (var doors = doors()) {
            doors.eachRefusalIsTold();
        }
    }
}
