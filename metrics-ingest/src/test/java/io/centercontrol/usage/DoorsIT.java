package io.centercontrol.usage;

import static io.centercontrol.usage.meters.http.MeterFixture.METERS;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.centercontrol.usage.consumption.kafka.ConsumptionFixture;
import io.centercontrol.usage.meters.http.MeterFixture;
import io.centercontrol.usage.statements.kafka.StatementFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class DoorsIT {
    /** Nothing is asked for that changes it. */
    private static @Nullable UUID withStatement;

    @TestHTTPResource
    @Nullable
    URI root;

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .hearing(Contract.PROVISIONING)
                .with(
                        "PUT /api/v1/meters/{key}",
                        () -> Sample.of(METERS + "/" + MeterFixture.newKey())
                                .with("If-None-Match", "*")
                                .seenAt(METERS + "?limit=500"))
                .with("GET /api/v1/meters/{key}", () -> Sample.of(METERS + "/orders"))
                .with("GET /api/v1/meters/{key}/history", () -> Sample.of(METERS + "/orders/history"))
                .with(
                        "GET /api/v1/tenants/{id}/consumption",
                        () -> Sample.of("/api/v1/tenants/" + ConsumptionFixture.known() + "/consumption"))
                .with("GET /api/v1/usage", () -> Sample.of("/api/v1/usage?meter=orders"))
                .with(
                        "GET /api/v1/usage/export",
                        () -> Sample.of("/api/v1/usage/export?meter=orders&from=2026-01-01T00:00:00Z&to="
                                + "2026-02-01T00:00:00Z"))
                .with("GET /api/v1/kpis/tenants", () -> Sample.of("/api/v1/kpis/tenants?meter=orders"))
                .with(
                        "GET /api/v1/kpis/tenants/{id}",
                        () -> Sample.of("/api/v1/kpis/tenants/" + ConsumptionFixture.known()))
                .with("POST /api/v1/statements/{tenant}/close", () -> {
                    var at = "/api/v1/statements/" + StatementFixture.closed();
                    return Sample.of(at + "/close")
                            .seenAt("/api/v1/statements?tenantId=" + at.substring(at.lastIndexOf('/') + 1));
                })
                .with("GET /api/v1/statements/{tenant}/open", () -> Sample.of(statements() + "/open"))
                .with("GET /api/v1/statements/{tenant}/{number}", () -> Sample.of(statements() + "/1"))
                .with("GET /api/v1/statements/{tenant}/{number}/lines", () -> Sample.of(statements() + "/1/lines"))
                .with("GET /api/v1/statements/{tenant}/{number}/stripe", () -> Sample.of(statements() + "/1/stripe"))
                .with(
                        "GET /api/v1/statements/{tenant}/{number}/openmeter",
                        () -> Sample.of(statements() + "/1/openmeter"))
                .with("GET /api/v1/statements/{tenant}/{number}/lago", () -> Sample.of(statements() + "/1/lago"))
                .with(
                        "POST /api/v1/statements/{tenant}/{number}/recompute",
                        () -> Sample.of(statements() + "/1/recompute"))
                .with("POST /api/v1/usage-keys", () -> Sample.of("/api/v1/usage-keys"))
                .with("DELETE /api/v1/usage-keys/{id}", () -> {
                    var at = keyMade();
                    return Sample.of(at + "?reason=over").seenAt(at);
                });
    }

    /** Where the statements of a tenant stand that has one. */
    private static synchronized String statements() {
        if (withStatement == null) {
            withStatement = StatementFixture.closed();
        }
        return "/api/v1/statements/" + withStatement;
    }

    /** Where a usage key stands. */
    private static String keyMade() {
        return MeterFixture.as(Role.PLATFORM_ADMIN)
                .body(Map.of("name", "doors", "reason", "a test"))
                .post("/api/v1/usage-keys")
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
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
