package io.centercontrol.audit;

import static io.centercontrol.audit.TrailFixture.ENTRIES;
import static io.centercontrol.audit.stream.StreamFixture.STREAMS;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.audit.stream.StreamFixture;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class DoorsIT {
    private static final String HOLDS = "/api/v1/audit/holds";
    private static final String PURGES = "/api/v1/audit/retention/purges";
    private static final String NOWHERE = "http://127.0.0.1:9/siem";
    private static final String SCHEDULES = "/api/v1/audit/export-schedules";
    private static final String EXPORTS = "/api/v1/audit/exports";

    @TestHTTPResource
    @Nullable
    URI root;

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .hearing(Contract.PROVISIONING)
                .with("GET /api/v1/audit/entries/{eventId}", entry(""))
                .with("GET /api/v1/audit/entries/{eventId}/proof", entry("/proof"))
                .with("GET /api/v1/audit/entries/{eventId}/chain", entry("/chain"))
                .with("POST /api/v1/audit/evidence", () -> Sample.of("/api/v1/audit/evidence"))
                .with(
                        "POST /api/v1/audit/streams",
                        () -> Sample.of(STREAMS)
                                .saying("name", "of a test " + UUID.randomUUID())
                                .saying("url", NOWHERE))
                .with(
                        "PUT /api/v1/audit/streams/{id}",
                        stream(at -> Sample.of(at)
                                .with("If-Match", "\"2\"")
                                .saying("name", "of a test " + UUID.randomUUID())
                                .saying("url", NOWHERE)))
                .with("GET /api/v1/audit/streams/{id}", stream(Sample::of))
                .with("DELETE /api/v1/audit/streams/{id}", stream(at -> Sample.of(at + "?reason=over")))
                .with("POST /api/v1/audit/streams/{id}/pause", stream(at -> Sample.of(at + "/pause")))
                .with("POST /api/v1/audit/streams/{id}/resume", stream(at -> Sample.of(at + "/resume")))
                .with("POST /api/v1/audit/streams/{id}/replay", stream(at -> Sample.of(at + "/replay")))
                .with("POST /api/v1/audit/streams/{id}/rotate-secret", stream(at -> Sample.of(at + "/rotate-secret")))
                .with("POST /api/v1/audit/streams/{id}/test", stream(at -> Sample.of(at + "/test")))
                .with(
                        "POST /api/v1/audit/export-schedules",
                        () -> Sample.of(SCHEDULES)
                                .saying("name", "of-a-test-" + UUID.randomUUID())
                                .seenAt(SCHEDULES + "?limit=500"))
                .with("GET /api/v1/audit/export-schedules/{id}", () -> Sample.of(scheduled()))
                .with("POST /api/v1/audit/export-schedules/{id}/run", () -> {
                    var at = scheduled();
                    return Sample.of(at + "/run").seenAt(at);
                })
                .with("DELETE /api/v1/audit/export-schedules/{id}", () -> {
                    var at = scheduled();
                    return Sample.of(at + "?reason=over").seenAt(at);
                })
                .with("POST /api/v1/audit/exports", () -> Sample.of(EXPORTS).seenAt(EXPORTS))
                .with("GET /api/v1/audit/exports/{id}", () -> Sample.of(exported()))
                .with("GET /api/v1/audit/exports/{id}/file", () -> Sample.of(exported() + "/file"))
                .with("POST /api/v1/audit/exports/{id}/cancel", () -> {
                    var at = exported();
                    return Sample.of(at + "/cancel").seenAt(at);
                })
                .with("POST /api/v1/audit/exports/{id}/retry", () -> {
                    var at = exported();
                    admin().body(Map.of("reason", "a test"))
                            .post(at + "/cancel")
                            .then()
                            .statusCode(200);
                    return Sample.of(at + "/retry").seenAt(at);
                })
                .with("GET /api/v1/audit/around", () -> Sample.of("/api/v1/audit/around?at=2026-01-31T12:00:00Z"))
                .with("GET /tlog/tile/{tile}", () -> {
                    var _ = entry("").get();
                    return Sample.of("/tlog/tile/0/000.p/1");
                })
                .with("GET /tlog/consistency", () -> Sample.of("/tlog/consistency?from=0&to=0"))
                .with(
                        "PUT /api/v1/audit/retention/policies/{scope}/{category}",
                        () -> Sample.of(newPolicy()).with("If-None-Match", "*"))
                .with(
                        "DELETE /api/v1/audit/retention/policies/{scope}/{category}",
                        () -> Sample.of(policy() + "?reason=over"))
                .with("GET /api/v1/audit/retention/policies/{scope}/{category}", () -> Sample.of(policy()))
                .with("POST /api/v1/audit/holds", () -> Sample.of(HOLDS))
                .with("POST /api/v1/audit/holds/{id}/release", () -> Sample.of(HOLDS + "/" + hold() + "/release"))
                .with("POST /api/v1/audit/retention/purges", () -> {
                    Awaitility.await()
                            .until(() ->
                                    TrailFixture.get(PURGES + "?state=RUNNING").getInt("total") == 0);
                    return Sample.of(PURGES);
                });
    }

    private static String newPolicy() {
        return "/api/v1/audit/retention/policies/" + EventWriter.newId() + "/ACCESS";
    }

    private static String policy() {
        var policy = newPolicy();
        TrailFixture.as(Role.PLATFORM_ADMIN)
                .contentType(ContentType.JSON)
                .header("If-None-Match", "*")
                .body(Map.of("period", "P400D", "reason", "a test"))
                .put(policy)
                .then()
                .statusCode(201);
        return policy;
    }

    private static String hold() {
        return TrailFixture.as(Role.PLATFORM_ADMIN)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "a case", "filter", Map.of("target", "nobody"), "reason", "a test"))
                .post(HOLDS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static RequestSpecification admin() {
        return TrailFixture.as(Role.PLATFORM_ADMIN).contentType(ContentType.JSON);
    }

    /** A stream to a port at which nobody listens; it is paused, so that nothing but a request changes it. */
    private static Supplier<Sample> stream(Function<String, Sample> made) {
        return () -> {
            var stream = StreamFixture.create(StreamFixture.webhook(NOWHERE, "none"));
            StreamFixture.ask(stream, "pause", Map.of()).statusCode(200);
            return made.apply(stream.path()).seenAt(stream.path());
        };
    }

    private static String scheduled() {
        return admin().body(Map.of(
                        "name",
                        "of-a-test-" + UUID.randomUUID(),
                        "format",
                        "NDJSON",
                        "filter",
                        Map.of("target", "none"),
                        "hour",
                        2,
                        "target",
                        "FOLDER",
                        "path",
                        "doors",
                        "reason",
                        "a test"))
                .post(SCHEDULES)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    /** An export that is whole. */
    private static String exported() {
        var at = admin().body(Map.of("format", "NDJSON", "filter", Map.of("target", "none"), "reason", "a test"))
                .post(EXPORTS)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        Awaitility.await()
                .untilAsserted(() -> admin().get(at).then().statusCode(200).body("state", equalTo("DONE")));
        return at;
    }

    private static Supplier<Sample> entry(String of) {
        return () -> {
            try (var platform = new PlatformFixture("audit-service")) {
                var event = platform.tenant(EventWriter.newId(), 1, TenantStatus.ACTIVE);
                TrailFixture.entry(event);
                return Sample.of(ENTRIES + "/" + event + of);
            }
        };
    }

    @Test
    void each_does_what_the_document_says() {
        try (var doors = doors()) {
            doors.eachDoesWhatTheDocumentSays();
        }
    }

    @Test
    void each_refusal_is_told_in_the_audit_trail() {
        try (var doors = doors()) {
            doors.eachRefusalIsTold();
        }
    }

    @Test
    void bad_input_is_refused_and_changes_nothing() {
        try (var doors = doors()) {
            doors.badInputIsRefusedAndChangesNothing();
        }
    }
}
