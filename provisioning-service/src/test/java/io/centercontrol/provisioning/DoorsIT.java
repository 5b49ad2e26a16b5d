package io.centercontrol.provisioning;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.provisioning.WorldFixture.InstanceFixture;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    private static final String SERVICES = "/api/v1/tenant-services";
    private static final String PROVISIONINGS = "/api/v1/provisionings/";
    private static final String INSTANCES = "/api/v1/instances/";
    private static final String PROPAGATION = "/api/v1/propagation/";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ZIP = "application/zip";
    private static final String EXPORT = "what a shop has of a tenant";
    private static final String DIGEST = "sha-256=:" + sha256(EXPORT) + ":";

    @TestHTTPResource
    @Nullable
    URI root;

    private final UUID tenant = WorldFixture.newId();
    private final UUID event = WorldFixture.newId();
    private final InstanceFixture instance = InstanceFixture.of("shop", 0);
    private final List<UUID> made = new ArrayList<>();
    private final List<InstanceFixture> silent = new ArrayList<>();
    private WorldFixture world;

    @BeforeEach
    void begin() {
        world = new WorldFixture();
        putShop(60_000);
        var change = world.tenant(tenant, 1, event);
        world.position(instance, change, change.offset() + 1);
        found(PROVISIONINGS + tenant);
        found(INSTANCES + instance.id());
        found(PROPAGATION + event);
    }

    @AfterEach
    void end() {
        putShop(600);
        made.add(tenant);
        made.forEach(id -> world.change(Contract.TENANTS, id, WorldFixture.newId(), 3, null));
        // An instance that nobody has declared gone would count with every change that comes.
        silent.forEach(one -> world.position(one.stopped(), 0, 0, List.of()));
        world.position(instance.stopped(), 0, 0, List.of());
        world.close();
    }

    /** Known, as what every tenant needs; what fails is not tried again while a test looks. */
    private static void putShop(long firstBackoffMillis) {
        Rest.putService("shop", true, 30_000, firstBackoffMillis);
    }

    private static void found(String path) {
        await().atMost(SOON)
                .untilAsserted(() -> Rest.operator().get(path).then().statusCode(200));
    }

    private Doors doors() {
        return new Doors(Objects.requireNonNull(root))
                .hearing(Contract.TENANTS)
                .with(
                        "PUT /api/v1/tenant-services/{key}",
                        () -> Sample.of(newService()).with("If-None-Match", "*").seenAt(SERVICES))
                .with("POST /api/v1/tenant-services/{key}/credentials", () -> {
                    var at = onboarded();
                    return Sample.of(at + "/credentials").seenAt(at + "/credentials");
                })
                .with("POST /api/v1/tenant-services/{key}/retire", () -> {
                    var at = onboarded();
                    return Sample.of(at + "/retire").seenAt(at + "/history");
                })
                .with("DELETE /api/v1/tenant-services/{key}/credentials/{id}", () -> {
                    var credentials = onboarded() + "/credentials";
                    var id = Rest.as(Role.PLATFORM_ADMIN)
                            .get(credentials)
                            .then()
                            .statusCode(200)
                            .extract()
                            .<Object>path("items[0].id");
                    return Sample.of(credentials + "/" + id + "?reason=over").seenAt(credentials);
                })
                .with("POST /api/v1/provisionings/{tenantId}/pause", () -> ofTenant(awaited(), "pause"))
                .with("POST /api/v1/provisionings/{tenantId}/resume", () -> {
                    var sample = ofTenant(awaited(), "resume");
                    Rest.operator()
                            .body(Map.of("reason", "of a test"))
                            .post(Objects.requireNonNull(sample.look()) + "/pause")
                            .then()
                            .statusCode(200);
                    return sample;
                })
                .with("POST /api/v1/provisionings/{tenantId}/retry", () -> ofTenant(failed(), "retry"))
                .with(
                        "POST /api/v1/provisionings/{tenantId}/waivers",
                        () -> ofTenant(exporting(), "waivers").saying("service", "shop"))
                .with(
                        "POST /api/v1/provisionings/{tenantId}/waivers/{service}/approve",
                        () -> ofTenant(waived(), "waivers/shop/approve"))
                .with(
                        "DELETE /api/v1/provisionings/{tenantId}/waivers/{service}",
                        () -> ofTenant(waived(), "waivers/shop?reason=over"))
                .with("POST /api/v1/instances/{instanceId}/declare-gone", () -> {
                    // How long it has been silent is another at each look.
                    return Sample.of(INSTANCES + silent() + "/declare-gone");
                })
                .with("GET /api/v1/provisionings/{tenantId}", () -> Sample.of(PROVISIONINGS + tenant))
                .with(
                        "GET /api/v1/provisionings/{tenantId}/history",
                        () -> Sample.of(PROVISIONINGS + tenant + "/history"))
                .with("GET /api/v1/instances/{instanceId}", () -> Sample.of(INSTANCES + instance.id()))
                .with("GET /api/v1/propagation/{eventId}", () -> Sample.of(PROPAGATION + event))
                .with(
                        "GET /api/v1/tenants/{tenantId}/exports",
                        () -> Sample.of("/api/v1/tenants/" + tenant + "/exports"))
                .with("GET /api/v1/tenants/{tenantId}/exports/{service}", () -> {
                    var export = export();
                    Rest.asTenantService("shop")
                            .contentType(ZIP)
                            .header("Content-Digest", DIGEST)
                            .body(EXPORT.getBytes(StandardCharsets.UTF_8))
                            .put(export)
                            .then()
                            .statusCode(201);
                    return Sample.of(export.replaceAll("[?].*", ""))
                            .by(Environment.current().tokens().of(Role.AUDITOR));
                })
                .with("PUT /api/v1/tenants/{tenantId}/exports/{service}", () -> {
                    var export = export();
                    return Sample.of(export)
                            .by(Environment.current().tokens().ofTenantService("shop"))
                            .with("Content-Digest", DIGEST)
                            .sending(ZIP, EXPORT)
                            .seenAt(export.replaceAll("/shop[?].*", ""));
                });
    }

    private static Sample ofTenant(UUID id, String what) {
        return Sample.of(PROVISIONINGS + id + "/" + what).seenAt(PROVISIONINGS + id);
    }

    /** A tenant that the shop was asked to take in, and has not answered for. */
    private UUID awaited() {
        var id = WorldFixture.newId();
        made.add(id);
        world.tenant(id, 1, WorldFixture.newId());
        found(PROVISIONINGS + id);
        return id;
    }

    private UUID failed() {
        var id = awaited();
        world.report("shop", id, 1, 1, false);
        await().atMost(SOON)
                .untilAsserted(
                        () -> Rest.operator().get(PROVISIONINGS + id).then().body("status", equalTo("STUCK")));
        return id;
    }

    /** A tenant that leaves, whose export the shop has yet to hand over. */
    private UUID exporting() {
        var id = awaited();
        world.report("shop", id, 1, 1, true);
        await().atMost(SOON)
                .untilAsserted(
                        () -> Rest.operator().get(PROVISIONINGS + id).then().body("ready", equalTo(true)));
        world.tenant(id, 2, WorldFixture.newId(), TenantStatus.EXPORTING);
        await().atMost(SOON)
                .untilAsserted(() -> Rest.operator()
                        .get(PROVISIONINGS + id)
                        .then()
                        .body("deletion.services.find { it.service == 'shop' }.awaiting", equalTo(true)));
        return id;
    }

    private UUID waived() {
        var id = exporting();
        Rest.as(Role.PLATFORM_ADMIN)
                .body(Map.of("service", "shop", "reason", "of a test"))
                .post(PROVISIONINGS + id + "/waivers")
                .then()
                .statusCode(200);
        return id;
    }

    private String export() {
        return "/api/v1/tenants/" + exporting() + "/exports/shop?attempt=1";
    }

    /** An instance that has said nothing for so long that somebody may say it is gone. */
    private String silent() {
        var instance = InstanceFixture.of("shop", 0);
        silent.add(instance);
        world.position(instance, 0, 0, List.of());
        found(INSTANCES + instance.id());
        await().atMost(SOON)
                .untilAsserted(() -> Rest.operator()
                        .queryParam("dryRun", "true")
                        .body(Map.of("reason", "of a test"))
                        .post(INSTANCES + instance.id() + "/declare-gone")
                        .then()
                        .statusCode(200));
        return instance.id();
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newService() {
        return SERVICES + "/d" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String onboarded() {
        var at = newService();
        Rest.as(Role.PLATFORM_ADMIN)
                .header("If-None-Match", "*")
                .body(Map.of("name", "Doors", "required", false, "reason", "of a test"))
                .put(at)
                .then()
                .statusCode(201);
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
}
