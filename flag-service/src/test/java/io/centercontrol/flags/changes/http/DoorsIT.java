package io.centercontrol.flags.changes.http;

import static io.centercontrol.flags.authoring.http.FlagFixture.EVALUATORS;
import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.created;
import static io.centercontrol.flags.authoring.http.FlagFixture.newKey;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.flags.authoring.http.FlagFixture;
import io.centercontrol.flags.rollouts.http.RolloutFixture;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.doors.Doors;
import io.centercontrol.testkit.doors.Sample;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each door of this service, by its own description of itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class DoorsIT {
    @Inject
    DataPlane plane;

    private PlatformFixture platform;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture();
    }

    @AfterEach
    void end() {
        platform.close();
    }

    private static final String LIMIT =
            "{\"permits\":5,\"perSeconds\":1,\"stage\":\"SHADOW\",\"reason\":\"of a test\"}";

    @TestHTTPResource
    @Nullable
    URI root;

    private Doors doors() {
        var doors = new Doors(Objects.requireNonNull(root))
                .hearing(Contract.PROVISIONING)
                .with("POST /api/v1/flags", () -> Sample.of(FLAGS).saying("key", newKey()))
                .with(
                        "PUT /api/v1/flags/{key}",
                        of(key -> Sample.of(FLAGS + "/" + key).with("If-Match", "\"1\"")))
                .with("DELETE /api/v1/flags/{key}", of(key -> Sample.of(FLAGS + "/" + key + "?reason=over")))
                .with("POST /api/v1/flags/{key}/restore", of(key -> {
                    operator().delete(FLAGS + "/" + key + "?reason=over").then().statusCode(200);
                    return Sample.of(FLAGS + "/" + key + "/restore");
                }))
                .with(
                        "POST /api/v1/flags/{key}/kill-switches",
                        of(key -> Sample.of(FLAGS + "/" + key + "/kill-switches")))
                .with(
                        "DELETE /api/v1/flags/{key}/kill-switches/{id}",
                        of(key -> Sample.of(FLAGS + "/" + key + "/kill-switches/" + killed(key) + "?reason=over")))
                .with("POST /api/v1/flags/{key}/explain", of(key -> Sample.of(FLAGS + "/" + key + "/explain")))
                .with(
                        "POST /api/v1/flags/{key}/change-requests",
                        of(key -> Sample.of(FLAGS + "/" + key + "/change-requests")))
                .with(
                        "POST /api/v1/flags/import",
                        () -> Sample.of("/api/v1/flags/import?owner=doors")
                                .saying("flags", Map.of(newKey(), ChangeFixture.definition("on"))))
                .with("POST /api/v1/change-requests/{id}/approve", () -> {
                    var id = proposed();
                    return Sample.of(ChangeFixture.REQUESTS + id + "/approve")
                            .saying("hash", ChangeFixture.hash(id))
                            .seenAt(ChangeFixture.REQUESTS + id);
                })
                .with("PUT /api/v1/change-requests/{id}", () -> {
                    var id = proposed();
                    return Sample.of(ChangeFixture.REQUESTS + id)
                            .with("If-Match", "\"1\"")
                            .by(ann())
                            .seenAt(ChangeFixture.REQUESTS + id);
                })
                .with("POST /api/v1/change-requests/{id}/reject", () -> ended("reject"))
                .with(
                        "POST /api/v1/change-requests/{id}/withdraw",
                        () -> ended("withdraw").by(ann()))
                .with("GET /api/v1/services/{service}/minutes", () -> Sample.of("/api/v1/services/storefront/minutes"))
                .with("POST /api/v1/flags/{key}/rollouts", of(key -> Sample.of(FLAGS + "/" + key + "/rollouts")))
                .with("POST /api/v1/rollouts/{id}/approve", () -> {
                    var id = RolloutFixture.started("ann", FlagFixture.sensitive(), RolloutFixture.plan());
                    return Sample.of(RolloutFixture.ROLLOUTS + id + "/approve").seenAt(RolloutFixture.ROLLOUTS + id);
                })
                .with("POST /api/v1/rollouts/{id}/pause", () -> rolledOut("pause"))
                .with("POST /api/v1/rollouts/{id}/resume", () -> {
                    var sample = rolledOut("resume");
                    RolloutFixture.steer(
                                    Objects.requireNonNull(sample.look()).replace(RolloutFixture.ROLLOUTS, ""), "pause")
                            .statusCode(200);
                    return sample;
                })
                .with("POST /api/v1/rollouts/{id}/advance", () -> rolledOut("advance"))
                .with("POST /api/v1/rollouts/{id}/take-back", () -> rolledOut("take-back"))
                .with("POST /api/v1/rollouts/{id}/word", () -> rolledOut("word"))
                .with("POST /api/v1/sdk-keys", () -> Sample.of("/api/v1/sdk-keys"))
                .with("DELETE /api/v1/sdk-keys/{id}", () -> {
                    var at = keyMade();
                    return Sample.of(at + "?reason=over").seenAt(at);
                })
                .with("PUT /api/v1/flag-evaluators/{name}", () -> {
                    var name = newKey();
                    return Sample.of(EVALUATORS + "/" + name)
                            .with("If-Match", "*")
                            .seenAt(EVALUATORS + "/" + name);
                })
                .with("DELETE /api/v1/flag-evaluators/{name}", () -> {
                    var name = newKey();
                    FlagFixture.evaluator(name, Map.of("==", List.of(1, 1)), "").statusCode(201);
                    return Sample.of(EVALUATORS + "/" + name + "?reason=over").seenAt(EVALUATORS + "/" + name);
                });
        for (var whose : new String[] {"tenant", "plan"}) {
            var parameter = whose.equals("tenant") ? "{tenantId}" : "{plan}";
            doors.with(
                    "PUT /api/v1/flags/{key}/" + whose + "-overrides/" + parameter,
                    of(key -> Sample.of(FLAGS + "/" + key + "/" + whose + "-overrides/" + named(whose))));
            doors.with("DELETE /api/v1/flags/{key}/" + whose + "-overrides/" + parameter, of(key -> {
                var at = whose + "-overrides/" + named(whose);
                FlagFixture.override(key, at, "on", "").statusCode(200);
                return Sample.of(FLAGS + "/" + key + "/" + at + "?reason=over");
            }));
            var limits = whose.equals("tenant") ? "/api/v1/tenants/{tenantId}" : "/api/v1/plans/{plan}";
            doors.with("PUT " + limits + "/rate-limits/{callClass}", () -> limit(whose));
            doors.with("DELETE " + limits + "/rate-limits/{callClass}", () -> {
                var sample = limit(whose);
                operator()
                        .header("If-None-Match", "*")
                        .body(LIMIT)
                        .put(sample.path())
                        .then()
                        .statusCode(201);
                return Sample.of(sample.path() + "?reason=over").seenAt(sample.path());
            });
        }
        // A flagd document.
        return doors.takingMoreThanItReads("POST /api/v1/flags/import");
    }

    private static Supplier<Sample> of(Function<String, Sample> made) {
        return () -> {
            var key = created(null);
            return made.apply(key).seenAt(FLAGS + "/" + key);
        };
    }

    private String named(String whose) {
        return whose.equals("tenant") ? platform.tenant(plane, "basic").toString() : "p" + System.nanoTime();
    }

    private Sample limit(String whose) {
        var at = "/api/v1/" + whose + "s/" + named(whose) + "/rate-limits/checkout";
        return Sample.of(at).with("If-None-Match", "*").seenAt(at);
    }

    private static String killed(String key) {
        return FlagFixture.kill(key, "", Map.of("everyone", true))
                .statusCode(201)
                .extract()
                .path("killSwitch.id");
    }

    /** Where an SDK key stands. */
    private static String keyMade() {
        return FlagFixture.as(Role.PLATFORM_ADMIN)
                .body(Map.of("name", "doors", "scopes", List.of("OFREP"), "reason", "a test"))
                .post("/api/v1/sdk-keys")
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
    }

    private static Sample ended(String how) {
        var id = proposed();
        return Sample.of(ChangeFixture.REQUESTS + id + "/" + how).seenAt(ChangeFixture.REQUESTS + id);
    }

    private static Sample rolledOut(String how) {
        var id = RolloutFixture.started("ann", created(null), RolloutFixture.plan());
        return Sample.of(RolloutFixture.ROLLOUTS + id + "/" + how).seenAt(RolloutFixture.ROLLOUTS + id);
    }

    private static String ann() {
        return Environment.current().tokens().of(Role.PLATFORM_OPERATOR, "ann");
    }

    private static String proposed() {
        return ChangeFixture.propose("ann", ChangeFixture.flag(true), ChangeFixture.turnedOn())
                .statusCode(201)
                .extract()
                .path("id");
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
