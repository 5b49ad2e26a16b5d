package io.centercontrol.provisioning.exports;

import static io.centercontrol.provisioning.Rest.as;
import static io.centercontrol.provisioning.Rest.operator;
import static io.centercontrol.provisioning.Rest.putService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.Task;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.events.provisioning.TenantDeletion;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.provisioning.AppOfItsOwn;
import io.centercontrol.provisioning.WorldFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tenants are deleted: services hand their exports over and erase, on real parts, from topic to topic. */
@QuarkusTest
@TestProfile(AppOfItsOwn.class)
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class DeletionIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    AvroWire wire;

    private WorldFixture world;
    private TopicReader provisioning;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @BeforeEach
    void begin() {
        world = new WorldFixture();
        provisioning = Environment.current().read(Contract.PROVISIONING);
        putService("shop", true, 30_000);
        putService("late", true, 30_000);
    }

    @AfterEach
    void end() {
        provisioning.close();
        world.close();
    }

    @Test
    void a_deletion_goes_from_exports_to_erasures_to_its_end() {
        var tenant = provisioned();
        var shops = content(700_000);
        var lates = content(10);

        world.tenant(tenant, 2, WorldFixture.newId(), TenantStatus.EXPORTING);
        var exporting = next(tenant, p -> p.getDeletion() != null);
        assertThat(exporting.getDeletion().getTask()).isEqualTo(Task.EXPORT);
        assertThat(exporting.getServices()).noneMatch(s -> s.getAwaiting());
        assertThat(shop(exporting).getAwaiting()).isTrue();
        operator()
                .get("/api/v1/provisionings/" + tenant)
                .then()
                .body("status", equalTo("DELETING"))
                .body("deletion.status", equalTo("EXPORTING"))
                .body("deletion.services.service", equalTo(java.util.List.of("late", "shop")));

        put("shop", tenant, 1, shops).statusCode(201).body("bytes", equalTo(700_000));
        put("shop", tenant, 1, shops).statusCode(200);
        world.exported("shop", tenant, 1, sha256(shops), shops.length);
        world.exported("shop", tenant, 1, sha256(shops), shops.length);
        put("late", tenant, 1, lates).statusCode(201);
        world.exported("late", tenant, 1, sha256(lates), 3);
        var exported =
                next(tenant, p -> p.getDeletion() != null && p.getDeletion().getExported());
        assertThat(exported.getChange().getType()).isEqualTo("provisioning.exported");
        assertThat(shop(exported).getExportSha256()).isEqualTo(sha256(shops));
        assertThat(late(exported).getExportBytes()).isEqualTo(10);
        put("shop", tenant, 1, content(5)).statusCode(409).body("code", equalTo("EXPORT_SETTLED"));

        world.tenant(tenant, 3, WorldFixture.newId(), TenantStatus.ERASING);
        var erasing =
                next(tenant, p -> p.getDeletion() != null && p.getDeletion().getTask() == Task.ERASE);
        assertThat(shop(erasing).getAttempt()).isEqualTo(1);
        put("shop", tenant, 1, shops).statusCode(409).body("code", equalTo("NOT_EXPORTING"));
        world.erased("shop", tenant, 1);
        world.erased("late", tenant, 1);
        var erased =
                next(tenant, p -> p.getDeletion() != null && p.getDeletion().getErased());
        assertThat(erased.getChange().getType()).isEqualTo("provisioning.erased");
        assertThat(shop(erased).getKept().getFirst().getBasis()).isEqualTo("tax law");
        assertThat(shop(erased).getErasedBy()).isEqualTo("i1");

        assertListedAndDownloaded(tenant, shops);
        world.tenant(tenant, 4, WorldFixture.newId(), TenantStatus.DELETED);
        world.change(Contract.TENANTS, tenant, WorldFixture.newId(), 5, null);
        provisioning.await(record -> tenant.toString().equals(record.key()) && record.value() == null, SOON);
        operator().get("/api/v1/provisionings/" + tenant).then().statusCode(404);

        change("update tenant_export set erased_at = now() - interval '91 days' where tenant_id = '" + tenant + "'");
        await().atMost(SOON).untilAsserted(() -> exports(Role.AUDITOR, tenant).body("total", equalTo(0)));
    }

    private void assertListedAndDownloaded(UUID tenant, byte[] shops) {
        exports(Role.AUDITOR, tenant)
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.find { it.service == 'shop' }.sha256", equalTo(sha256(shops)))
                .body("items.find { it.service == 'shop' }.settled", equalTo(true))
                .body("items[0].keptUntil", notNullValue());
        exports(Role.PLATFORM_VIEWER, tenant).statusCode(403);
        var path = "/api/v1/tenants/" + tenant + "/exports/shop";
        as(Role.PLATFORM_VIEWER).get(path).then().statusCode(403);
        RestAssured.given()
                .auth()
                .oauth2(Environment.current().tokens().ofTenantService("shop"))
                .get(path)
                .then()
                .statusCode(403);
        var downloaded = RestAssured.given()
                .auth()
                .oauth2(Environment.current().tokens().of(Role.AUDITOR, "ann"))
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Digest", equalTo(digest(shops)))
                .header("Content-Disposition", equalTo("attachment; filename=\"" + tenant + "-shop.export\""))
                .header("Content-Length", equalTo(Integer.toString(shops.length)))
                .contentType("application/zip")
                .extract()
                .asByteArray();
        assertThat(downloaded).isEqualTo(shops);
        assertThat(count("select count(*) from tenant_export_download where actor ->> 'id' = 'ann' and tenant_id = '"
                        + tenant + "'"))
                .isEqualTo(1);
        as(Role.AUDITOR)
                .get("/api/v1/tenants/" + UUID.randomUUID() + "/exports/shop")
                .then()
                .statusCode(404)
                .body("code", equalTo("EXPORT_NOT_FOUND"));
    }

    @Test
    void a_silent_service_is_named_retried_and_never_skipped() {
        var tenant = provisioned();
        putService("late", true, 500);
        try {
            var mine = content(10);
            world.tenant(tenant, 2, WorldFixture.newId(), TenantStatus.EXPORTING);
            put("shop", tenant, 1, mine, () -> next(tenant, p -> p.getDeletion() != null))
                    .statusCode(201);
            world.exported("shop", tenant, 1, sha256(mine), mine.length);
            var named = next(
                    tenant,
                    p -> p.getDeletion() != null
                            && late(p).getConditions().getFirst().getReason().equals("TimedOut"));
            assertThat(named.getDeletion().getExported()).isFalse();
            await().atMost(SOON)
                    .untilAsserted(() -> as(Role.PLATFORM_VIEWER)
                            .queryParam("deletion", "stuck")
                            .queryParam("tenantId", tenant.toString())
                            .get("/api/v1/provisionings")
                            .then()
                            .body("items[0].stuck[0].service", equalTo("late"))
                            .body("items[0].stuck[0].reason", equalTo("TimedOut")));
            next(tenant, p -> p.getDeletion() != null && late(p).getAttempt() >= 3);
        } finally {
            putService("late", true, 30_000);
        }
        operator()
                .body(Map.of("reason", "look into it"))
                .post("/api/v1/provisionings/" + tenant + "/pause")
                .then()
                .statusCode(200)
                .body("deletion.status", equalTo("PAUSED"));
        operator()
                .body(Map.of("reason", "go on"))
                .post("/api/v1/provisionings/" + tenant + "/resume")
                .then()
                .statusCode(200)
                .body("deletion.services.find { it.service == 'late' }.awaiting", equalTo(true));
        var theirs = content(20);
        put("late", tenant, 1, theirs).statusCode(201);
        world.exported("late", tenant, 1, sha256(theirs), theirs.length);
        next(tenant, p -> p.getDeletion() != null && p.getDeletion().getExported());
    }

    @Test
    void a_report_of_an_export_that_is_not_here_is_a_failure() {
        var tenant = provisioned();
        world.tenant(tenant, 2, WorldFixture.newId(), TenantStatus.EXPORTING);
        next(tenant, p -> p.getDeletion() != null);

        world.exported("shop", tenant, 1, sha256(content(3)), 3);

        var failed = next(
                tenant,
                p -> p.getDeletion() != null
                        && shop(p).getConditions().getFirst().getReason().equals("ExportMissing"));
        assertThat(shop(failed).getExportSha256()).isNull();
    }

    @Test
    void what_is_no_good_export_is_refused() throws Exception {
        var tenant = provisioned();
        var mine = content(1_000);
        put("shop", tenant, 1, mine).statusCode(409).body("code", equalTo("NOT_EXPORTING"));
        put("shop", WorldFixture.newId(), 1, mine).statusCode(404);
        world.tenant(tenant, 2, WorldFixture.newId(), TenantStatus.EXPORTING);
        next(tenant, p -> p.getDeletion() != null);

        put("shop", tenant, 7, mine).statusCode(409).body("code", equalTo("ATTEMPT_NOT_ASKED"));
        putAs("other", "other", tenant, 1, mine, digest(mine))
                .statusCode(404)
                .body("code", equalTo("EXPORT_NOT_ASKED"));
        putAs("late", "shop", tenant, 1, mine, digest(mine)).statusCode(403).body("code", equalTo("NOT_YOUR_SERVICE"));
        putAs("shop", "shop", tenant, 1, mine, digest(content(999)))
                .statusCode(400)
                .body("code", equalTo("DIGEST_MISMATCH"));
        putAs("shop", "shop", tenant, 1, mine, "md5=:AAAA:")
                .statusCode(400)
                .body("code", equalTo("CONTENT_DIGEST_REQUIRED"));
        put("shop", tenant, 1, content(4_000_001)).statusCode(413).body("code", equalTo("BODY_TOO_LARGE"));
        for (var token : new String[] {
            Environment.current().tokens().of(Role.TENANT_SERVICE),
            Environment.current().tokens().of(Role.PLATFORM_ADMIN)
        }) {
            RestAssured.given()
                    .auth()
                    .oauth2(token)
                    .header("Content-Digest", digest(mine))
                    .contentType("application/zip")
                    .body(mine)
                    .put("/api/v1/tenants/" + tenant + "/exports/shop?attempt=1")
                    .then()
                    .statusCode(403);
        }
        assertThat(raw(tenant, "Transfer-Encoding: chunked", "0\r\n\r\n")).startsWith("HTTP/1.1 411");
        assertThat(raw(tenant, "X: y", "")).startsWith("HTTP/1.1 400").contains("LENGTH");
        var large = content(1_000_001);
        as(Role.PLATFORM_ADMIN)
                .body(new String(large, StandardCharsets.ISO_8859_1))
                .put("/api/v1/tenant-services/big")
                .then()
                .statusCode(413);

        exports(Role.AUDITOR, tenant).body("total", equalTo(0));
        assertThat(count("select count(*) from tenant_export where tenant_id = '" + tenant + "'"))
                .isZero();
        put("shop", tenant, 1, content(4_000_000)).statusCode(201);
        exports(Role.PLATFORM_OPERATOR, tenant).body("items[0].keptUntil", nullValue());
    }

    private UUID provisioned() {
        var tenant = WorldFixture.newId();
        world.tenant(tenant, 1, WorldFixture.newId());
        next(tenant, p -> p.getServices().stream().allMatch(s -> s.getAwaiting()));
        world.report("shop", tenant, 1, 1, true);
        world.report("late", tenant, 1, 1, true);
        next(tenant, Provisioning::getReady);
        return tenant;
    }

    private ValidatableResponse put(String service, UUID tenant, int attempt, byte[] content, Runnable first) {
        first.run();
        return put(service, tenant, attempt, content);
    }

    private ValidatableResponse put(String service, UUID tenant, int attempt, byte[] content) {
        return putAs(service, service, tenant, attempt, content, digest(content));
    }

    private ValidatableResponse putAs(
            String bearer, String service, UUID tenant, int attempt, byte[] content, String digest) {
        return RestAssured.given()
                .auth()
                .oauth2(Environment.current().tokens().ofTenantService(bearer))
                .header("Content-Digest", digest)
                .contentType("application/zip")
                .body(content)
                .put("/api/v1/tenants/" + tenant + "/exports/" + service + "?attempt=" + attempt)
                .then();
    }

    private static ValidatableResponse exports(Role role, UUID tenant) {
        return as(role).get("/api/v1/tenants/" + tenant + "/exports").then();
    }

    /** What no decent client sends. */
    private static String raw(UUID tenant, String header, String body) throws IOException {
        var uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var request = "PUT /api/v1/tenants/" + tenant + "/exports/shop?attempt=1 HTTP/1.1\r\nHost: x\r\n"
                    + "Connection: close\r\nContent-Digest: " + digest(new byte[0]) + "\r\nAuthorization: Bearer "
                    + Environment.current().tokens().ofTenantService("shop") + "\r\n" + header + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] content(int bytes) {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(hash(content));
    }

    private static String digest(byte[] content) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(hash(content)) + ":";
    }

    private static long count(String sql) {
        try (var database = Environment.current().openDatabase();
                var query = database.prepareStatement(sql)) {
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void change(String sql) {
        try (var database = Environment.current().openDatabase();
                var update = database.prepareStatement(sql)) {
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Provisioning next(UUID tenant, Predicate<Provisioning> fits) {
        return decode(provisioning.await(
                record -> tenant.toString().equals(record.key()) && record.value() != null && fits.test(decode(record)),
                SOON));
    }

    private Provisioning decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value(), Provisioning.class).await().atMost(SOON);
    }

    private static ServiceDeletion shop(Provisioning provisioning) {
        return service(provisioning.getDeletion(), "shop");
    }

    private static ServiceDeletion late(Provisioning provisioning) {
        return service(provisioning.getDeletion(), "late");
    }

    private static ServiceDeletion service(TenantDeletion deletion, String key) {
        return deletion.getServices().stream()
                .filter(s -> s.getService().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
