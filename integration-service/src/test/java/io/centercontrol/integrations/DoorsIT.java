package io.centercontrol.integrations;

import static io.centercontrol.integrations.WebhookFixture.ENDPOINTS;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.schemas.Contract;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = @ResourceArg(name = "service", value = "integration-service"))
class DoorsIT {
    private final Receiver receiver = new Receiver();

    @TestHTTPResource
    @Nullable
    URI root;

    @AfterEach
    void end() {
        receiver.close();
    }

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .hearing(Contract.PROVISIONING)
                .with(
                        "POST /api/v1/webhook-endpoints",
                        () -> Sample.of(ENDPOINTS)
                                .saying("url", receiver.url("/doors"))
                                .seenAt(ENDPOINTS + "?limit=500"))
                .with(
                        "PUT /api/v1/webhook-endpoints/{id}",
                        of(made ->
                                Sample.of(made.path()).with("If-Match", "\"1\"").saying("url", receiver.url("/doors"))))
                .with("DELETE /api/v1/webhook-endpoints/{id}", of(made -> Sample.of(made.path() + "?reason=over")))
                .with("POST /api/v1/webhook-endpoints/{id}/disable", of(made -> Sample.of(made.path() + "/disable")))
                .with("POST /api/v1/webhook-endpoints/{id}/enable", of(made -> {
                    WebhookFixture.ask(made, "disable", Map.of()).statusCode(200);
                    return Sample.of(made.path() + "/enable");
                }))
                .with(
                        "POST /api/v1/webhook-endpoints/{id}/rotate-secret",
                        of(made -> Sample.of(made.path() + "/rotate-secret")))
                .with("POST /api/v1/webhook-endpoints/{id}/test", of(made -> Sample.of(made.path() + "/test")))
                .with("POST /api/v1/webhook-endpoints/{id}/replay", of(made -> Sample.of(made.path() + "/replay")))
                .with("GET /api/v1/webhook-endpoints/{id}/deliveries/{eventId}", () -> Sample.of(delivered()))
                .with(
                        "POST /api/v1/webhook-endpoints/{id}/deliveries/{eventId}/replay",
                        () -> Sample.of(delivered() + "/replay"));
    }

    private Supplier<Sample> of(Function<WebhookFixture.Made, Sample> made) {
        return () -> {
            var endpoint = WebhookFixture.create(receiver.url("/doors"), "plan.*");
            return made.apply(endpoint).seenAt(endpoint.path());
        };
    }

    private String delivered() {
        var endpoint = WebhookFixture.create(receiver.url("/doors"), "plan.*");
        var at = WebhookFixture.admin()
                .post(endpoint.path() + "/test")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        Awaitility.await()
                .untilAsserted(() ->
                        WebhookFixture.admin().get(at).then().statusCode(200).body("state", equalTo("DELIVERED")));
        return at;
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

    @Test
    void nothing_says_a_secret() {
        var made = WebhookFixture.create(receiver.url("/doors"), "plan.*");
        for (var path : List.of(ENDPOINTS, made.path(), made.path() + "/history")) {
            var body = WebhookFixture.admin()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            org.assertj.core.api.Assertions.assertThat(body)
                    .doesNotContain("whsec_")
                    .doesNotContain(made.secret());
        }
    }
}
