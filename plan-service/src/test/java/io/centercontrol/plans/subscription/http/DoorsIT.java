package io.centercontrol.plans.subscription.http;

import static io.centercontrol.plans.catalog.http.CatalogFixture.FEATURES;
import static io.centercontrol.plans.catalog.http.CatalogFixture.PLANS;
import static io.centercontrol.plans.catalog.http.CatalogFixture.admin;
import static io.centercontrol.plans.catalog.http.CatalogFixture.created;
import static io.centercontrol.plans.catalog.http.CatalogFixture.newKey;
import static io.centercontrol.plans.catalog.http.CatalogFixture.published;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.plans.subscription.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class DoorsIT {
    private static final String TERMS = "\"grants\":{\"products\":{\"most\":7},\"loyalty\":{\"on\":true}},"
            + "\"price\":{\"minorUnits\":2900,\"currency\":\"EUR\",\"interval\":\"MONTH\"},\"reason\":\"of a test\"";
    private static final String BULK = "/api/v1/subscriptions/bulk";
    private static final String REASON = "{\"reason\":\"of a test\"}";

    @TestHTTPResource
    @Nullable
    URI root;

    private PlatformFixture platform;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
        platform.governance(1, "basic", 10);
    }

    @AfterEach
    void end() {
        platform.close();
    }

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .with(
                        "POST /api/v1/features",
                        () -> Sample.of(
                                        FEATURES,
                                        "{\"key\":\"" + newKey()
                                                + "\",\"name\":\"Doors\",\"kind\":\"LIMIT\",\"unit\":\"doors\",\"reason\":\"of a test\"}")
                                .seenAt(FEATURES + "?limit=500"))
                .with("PUT /api/v1/features/{key}", DoorsIT::feature)
                .with(
                        "POST /api/v1/plans",
                        () -> Sample.of(PLANS, "{\"key\":\"" + newKey() + "\",\"name\":\"Doors\"," + TERMS + "}")
                                .seenAt(PLANS + "?limit=500"))
                .with("PUT /api/v1/plans/{key}/draft", () -> {
                    var key = created();
                    return Sample.of(PLANS + "/" + key + "/draft", "{" + TERMS + "}")
                            .with("If-Match", "\"1\"")
                            .seenAt(PLANS + "/" + key);
                })
                .with("POST /api/v1/plans/{key}/versions/{number}/publish", () -> version(created(), "publish", REASON))
                .with(
                        "POST /api/v1/plans/{key}/versions/{number}/retire",
                        () -> version(published(), "retire", "{\"evenInUse\":true,\"reason\":\"of a test\"}"))
                .with(
                        "POST /api/v1/tenants/{id}/subscription/assign",
                        of(id -> Sample.of(
                                "/api/v1/tenants/" + id + "/subscription/assign",
                                "{\"plan\":\"" + published() + "\",\"reason\":\"of a test\"}")))
                .with("POST /api/v1/tenants/{id}/subscription/cancel", of(id -> {
                    var at = Instant.now().plus(Duration.ofDays(3)).toString();
                    SubscriptionFixture.assign(id, Map.of("plan", published(), "at", at))
                            .statusCode(200);
                    return Sample.of(
                            "/api/v1/tenants/" + id + "/subscription/cancel",
                            "{\"at\":\"" + at + "\",\"reason\":\"of a test\"}");
                }))
                .with("PUT /api/v1/tenants/{id}/add-ons/{key}", of(id -> Sample.of(addOn(id), REASON)))
                .with("DELETE /api/v1/tenants/{id}/add-ons/{key}", of(id -> {
                    var at = addOn(id);
                    admin().body(Map.of("reason", "of a test")).put(at).then().statusCode(200);
                    return Sample.of(at + "?reason=over");
                }))
                .with(
                        "PUT /api/v1/tenants/{id}/overrides/{feature}",
                        of(id -> Sample.of(
                                "/api/v1/tenants/" + id + "/overrides/products",
                                "{\"grant\":{\"most\":5},\"reason\":\"of a test\"}")))
                .with("DELETE /api/v1/tenants/{id}/overrides/{feature}", of(id -> {
                    SubscriptionFixture.override(id, "products", Map.of("grant", Map.of("most", 5)))
                            .statusCode(200);
                    return Sample.of("/api/v1/tenants/" + id + "/overrides/products?reason=over");
                }))
                .with(
                        "POST /api/v1/subscriptions/bulk",
                        () -> Sample.of(
                                BULK,
                                "{\"assign\":{\"plan\":\"basic\"},\"tenants\":[\"" + UUID.randomUUID()
                                        + "\"],\"reason\":\"of a test\"}"))
                .with("POST /api/v1/bulk-operations/{id}/start", () -> turn("start", "{}"))
                .with("POST /api/v1/bulk-operations/{id}/stop", () -> turn("stop", REASON))
                .with("POST /api/v1/bulk-operations/{id}/resume", () -> turn("resume", null));
    }

    /** Of an operation that is previewed, at work, or stopped, as the turn wants it. */
    private static Sample turn(String turn, @Nullable String body) {
        var many = turn.equals("start") ? 1 : 2_000;
        var unknown =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(many).toList();
        var id = admin().body(Map.of(
                        "dropOverride", Map.of("feature", "products"), "tenants", unknown, "reason", "of a test"))
                .post(BULK)
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        var address = "/api/v1/bulk-operations/" + id;
        if (turn.equals("start")) {
            Awaitility.await().untilAsserted(() -> admin().get(address).then().body("state", equalTo("PREVIEWED")));
        } else if (turn.equals("resume")) {
            admin().body(REASON).post(address + "/stop").then().statusCode(200);
        }
        var path = address + "/" + turn;
        var sample = body == null ? Sample.of(path) : Sample.of(path, body);
        // One at work is another at each look.
        return turn.equals("stop") ? sample : sample.seenAt(address);
    }

    private static Sample feature() {
        var key = newKey();
        admin().body(Map.of("key", key, "name", "Doors", "kind", "SWITCH"))
                .post(FEATURES)
                .then()
                .statusCode(201);
        return Sample.of(FEATURES + "/" + key, "{\"name\":\"Other\",\"deprecated\":true,\"reason\":\"of a test\"}")
                .with("If-Match", "\"1\"")
                .seenAt(FEATURES + "/" + key);
    }

    private static Sample version(String key, String verb, String body) {
        return Sample.of(PLANS + "/" + key + "/versions/1/" + verb, body).seenAt(PLANS + "/" + key);
    }

    private Supplier<Sample> of(Function<UUID, Sample> made) {
        return () -> {
            var id = platform.registered("basic");
            SubscriptionFixture.awaitSubscribed(id);
            return made.apply(id).seenAt("/api/v1/tenants/" + id + "/subscription");
        };
    }

    private static String addOn(UUID tenant) {
        var key = newKey();
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("key", key);
        body.put("name", "Add-on " + key);
        body.put("kind", "ADD_ON");
        body.put("grants", Map.of("products", Map.of("most", 5)));
        admin().body(body).post(PLANS).then().statusCode(201);
        admin().body(Map.of("reason", "of a test"))
                .post(PLANS + "/" + key + "/versions/1/publish")
                .then()
                .statusCode(200);
        return "/api/v1/tenants/" + tenant + "/add-ons/" + key;
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
