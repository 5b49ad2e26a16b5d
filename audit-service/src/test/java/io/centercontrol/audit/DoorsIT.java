package io.centercontrol.audit;

import static io.centercontrol.audit.TrailFixture.ENTRIES;

import io.centercontrol.events.tenants.TenantStatus;
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
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class DoorsIT {
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
                .with("GET /api/v1/audit/around", () -> Sample.of("/api/v1/audit/around?at=2026-01-31T12:00:00Z"))
                .with("GET /tlog/tile/{tile}", () -> {
                    var _ = entry("").get();
                    return Sample.of("/tlog/tile/0/000.p/1");
                })
                .with("GET /tlog/consistency", () -> Sample.of("/tlog/consistency?from=0&to=0"));
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
