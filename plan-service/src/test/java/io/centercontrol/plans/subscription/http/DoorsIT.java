package io.centercontrol.plans.subscription.http;

import static io.centercontrol.plans.catalog.http.CatalogFixture.FEATURES;
import static io.centercontrol.plans.catalog.http.CatalogFixture.PLANS;
import static io.centercontrol.plans.catalog.http.CatalogFixture.admin;
import static io.centercontrol.plans.catalog.http.CatalogFixture.created;
import static io.centercontrol.plans.catalog.http.CatalogFixture.newKey;
import static io.centercontrol.plans.catalog.http.CatalogFixture.published;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.plans.subscription.PlatformFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
    private static final String BULK = "/api/v1/subscriptions/bulk";
    private static final String MIGRATIONS = "/api/v1/migrations";

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
                .hearing(Contract.TENANTS)
                .with(
                        "POST /api/v1/features",
                        () -> Sample.of(FEATURES).saying("key", newKey()).seenAt(FEATURES + "?limit=500"))
                .with("PUT /api/v1/features/{key}", DoorsIT::feature)
                .with(
                        "POST /api/v1/plans",
                        () -> Sample.of(PLANS).saying("key", newKey()).seenAt(PLANS + "?limit=500"))
                .with("PUT /api/v1/plans/{key}/draft", () -> {
                    var key = created();
                    return Sample.of(PLANS + "/" + key + "/draft")
                            .with("If-Match", "\"1\"")
                            .seenAt(PLANS + "/" + key);
                })
                .with("POST /api/v1/plans/{key}/versions/{number}/publish", () -> version(created(), "publish"))
                .with("POST /api/v1/plans/{key}/versions/{number}/retire", () -> version(published(), "retire"))
                .with(
                        "POST /api/v1/tenants/{id}/subscription/assign",
                        of(id -> Sample.of("/api/v1/tenants/" + id + "/subscription/assign")
                                .saying("plan", published())))
                .with("POST /api/v1/tenants/{id}/subscription/cancel", of(id -> {
                    var at = Instant.now().plus(Duration.ofDays(3)).toString();
                    SubscriptionFixture.assign(id, Map.of("plan", published(), "at", at))
                            .statusCode(200);
                    return Sample.of("/api/v1/tenants/" + id + "/subscription/cancel")
                            .saying("at", at);
                }))
                .with("PUT /api/v1/tenants/{id}/add-ons/{key}", of(id -> Sample.of(addOn(id))))
                .with("DELETE /api/v1/tenants/{id}/add-ons/{key}", of(id -> {
                    var at = addOn(id);
                    admin().body(Map.of("reason", "of a test")).put(at).then().statusCode(200);
                    return Sample.of(at + "?reason=over");
                }))
                .with(
                        "PUT /api/v1/tenants/{id}/overrides/{feature}",
                        of(id -> Sample.of("/api/v1/tenants/" + id + "/overrides/products")))
                .with(
                        "GET /api/v1/tenants/{id}/entitlements/{feature}",
                        of(id -> Sample.of("/api/v1/tenants/" + id + "/entitlements/products")))
                .with("GET /api/v1/defaults/effects", () -> Sample.of("/api/v1/defaults/effects?mostStores=5"))
                .with(
                        "POST /api/v1/migrations",
                        () -> Sample.of(MIGRATIONS)
                                .saying("from", Map.of("plan", published(), "version", 1))
                                .saying("to", Map.of("plan", published())))
                .with("POST /api/v1/migrations/{id}/start", () -> Sample.of(MIGRATIONS + "/" + previewed() + "/start"))
                .with("POST /api/v1/migrations/{id}/stop", () -> migrating("stop"))
                .with("POST /api/v1/migrations/{id}/resume", () -> {
                    var sample = migrating("resume");
                    turned(Objects.requireNonNull(sample.look()), "stop");
                    return sample;
                })
                .with("DELETE /api/v1/tenants/{id}/overrides/{feature}", of(id -> {
                    SubscriptionFixture.override(id, "products", Map.of("grant", Map.of("most", 5)))
                            .statusCode(200);
                    return Sample.of("/api/v1/tenants/" + id + "/overrides/products?reason=over");
                }))
                .with(
                        "POST /api/v1/subscriptions/bulk",
                        () -> Sample.of(BULK).saying("tenants", List.of(UUID.randomUUID())))
                .with(
                        "POST /api/v1/bulk-operations/{id}/start",
                        () -> turn("start").saying("expected", 0))
                .with("POST /api/v1/bulk-operations/{id}/stop", () -> turn("stop"))
                .with("POST /api/v1/bulk-operations/{id}/resume", () -> turn("resume"));
    }

    /** Of an operation that is previewed, at work, or stopped, as the turn wants it. */
    private static Sample turn(String turn) {
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
            admin().body(Map.of("reason", "of a test"))
                    .post(address + "/stop")
                    .then()
                    .statusCode(200);
        }
        var sample = Sample.of(address + "/" + turn);
        // One at work is another at each look.
        return turn.equals("stop") ? sample : sample.seenAt(address);
    }

    private static Sample feature() {
        var key = newKey();
        admin().body(Map.of("key", key, "name", "Doors", "kind", "SWITCH"))
                .post(FEATURES)
                .then()
                .statusCode(201);
        return Sample.of(FEATURES + "/" + key).with("If-Match", "\"1\"").seenAt(FEATURES + "/" + key);
    }

    private static Sample version(String key, String verb) {
        return Sample.of(PLANS + "/" + key + "/versions/1/" + verb).seenAt(PLANS + "/" + key);
    }

    private static String previewed() {
        return admin().body(Map.of(
                        "from",
                        Map.of("plan", published(), "version", 1),
                        "to",
                        Map.of("plan", published()),
                        "reason",
                        "of a test"))
                .post(MIGRATIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Of a migration that is at work for some seconds: of so many tenants that nobody knows any more. */
    private static Sample migrating(String verb) {
        var id = previewed();
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            statement.execute("insert into migration_tenant (migration_id, tenant_id, state)" + " select '" + id
                    + "', gen_random_uuid(), 'PENDING' from generate_series(1, 5000)");
            statement.execute("update migration set total = 5000, pending = 5000 where id = '" + id + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var at = MIGRATIONS + "/" + id;
        turned(at, "start");
        var sample = Sample.of(at + "/" + verb);
        // One at work is another at each look.
        return verb.equals("stop") ? sample : sample.seenAt(at);
    }

    private static void turned(String migration, String verb) {
        admin().body(Map.of("reason", "of a test"))
                .post(migration + "/" + verb)
                .then()
                .statusCode(200);
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
