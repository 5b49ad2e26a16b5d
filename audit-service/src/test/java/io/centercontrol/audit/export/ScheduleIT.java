package io.centercontrol.audit.export;

import static io.centercontrol.audit.TrailFixture.as;
import static io.centercontrol.audit.TrailFixture.auditor;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.audit.TrailFixture;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each night what was recorded since the last one is put where it is wanted, and nothing of it twice or not at all. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class ScheduleIT {
    private static final String SCHEDULES = "/api/v1/audit/export-schedules";
    private static final Path ROOT = Path.of("target/exported");
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final UUID tenant = EventWriter.newId();
    private final String name = "of-a-test-" + UUID.randomUUID();
    private final List<String> events = new ArrayList<>();
    private PlatformFixture platform = new PlatformFixture("audit-service");

    @Inject
    @Nullable
    Pool pool;

    @TempDir
    Path outside = Path.of("");

    @BeforeEach
    void begin() {
        platform = new PlatformFixture("audit-service");
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void what_was_recorded_since_the_last_time_is_put_with_its_manifest_and_missed_nights_are_caught_up()
            throws Exception {
        var at = created(body());
        happened(2);
        var first = done(run(at));
        happened(3);
        var next = Instant.parse(get(at).getString("nextAt"));
        assertThat(next).isAfter(Instant.now()).isBefore(Instant.now().plus(Duration.ofDays(1)));
        missed(at);
        await().atMost(BOUND).until(() -> put("2026-01-02").size() == 1);

        var today = LocalDate.now(ZoneOffset.UTC);
        var files = new ArrayList<>(put(today.toString()));
        files.addAll(put("2026-01-02"));
        assertThat(files).hasSize(2);
        var told = new ArrayList<String>();
        long end = -1;
        for (var file : files) {
            var manifest = JsonPath.from(Files.readString(file.resolveSibling(file.getFileName() + ".manifest.json")));
            var bytes = Files.readAllBytes(file);
            assertThat(manifest.getString("sha256"))
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            assertThat(manifest.getString("file")).isEqualTo(file.getFileName().toString());
            if (end >= 0) {
                assertThat(manifest.getLong("firstIndex")).isEqualTo(end);
            }
            end = manifest.getLong("belowIndex");
            Files.readAllLines(file)
                    .forEach(line -> told.add(JsonPath.from(line).getString("eventId")));
        }
        assertThat(told).isEqualTo(events);
        assertThat(get(at).getLong("nextIndex")).isEqualTo(end);
        assertThat(Instant.parse(get(at).getString("nextAt"))).isEqualTo(next);
        assertThat(first.getString("place")).startsWith("FOLDER:" + name + "/" + today + "/" + name + "-");
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(get(TrailFixture.ENTRIES + "?order=OLDEST&target="
                                        + at.substring(SCHEDULES.length() + 1))
                                .getList("items.action"))
                        .contains("audit-export-schedule.created", "audit-export.asked"));
        admin().delete(at + "?reason=over").then().statusCode(200);
        auditor().get(at).then().statusCode(404);
    }

    @Test
    void no_link_leads_out_of_the_folder() throws Exception {
        Files.createDirectories(ROOT);
        Files.createSymbolicLink(ROOT.resolve(name), outside);
        var at = created(body());
        var export = run(at);

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(get(export).getString("state")).isEqualTo("FAILED"));
        assertThat(get(export).getString("error")).isEqualTo("CANNOT_WRITE");
        try (var there = Files.walk(outside)) {
            assertThat(there.filter(Files::isRegularFile)).isEmpty();
        }
        admin().delete(at + "?reason=over").then().statusCode(200);
    }

    @Test
    void what_makes_no_sense_or_leads_elsewhere_is_refused() {
        for (var path : List.of("../x", "a/../b", "/etc", ".hidden", "a//b", "a/", "a\\b", "a b", "")) {
            var body = body();
            body.put("path", path);
            admin().body(body).post(SCHEDULES).then().statusCode(400).body("code", equalTo("INVALID_PATH"));
        }
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("hour", 24),
                Map.of("hour", -1),
                Map.of("name", "A name"),
                Map.of("format", "XML"),
                Map.of("fromIndex", Long.MAX_VALUE),
                Map.of("surprise", 1))) {
            var body = body();
            body.putAll(wrong);
            assertThat(admin().body(body).post(SCHEDULES).statusCode())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
        var nowhere = body();
        nowhere.put("target", "S3");
        admin().body(nowhere).post(SCHEDULES).then().statusCode(400).body("code", equalTo("TARGET_NOT_CONFIGURED"));
        var at = created(body());
        admin().body(body()).post(SCHEDULES).then().statusCode(409).body("code", equalTo("EXPORT_SCHEDULE_NAME_TAKEN"));
        auditor().get(SCHEDULES).then().statusCode(200);
        auditor().delete(at + "?reason=x").then().statusCode(403);
        as(Role.PLATFORM_VIEWER).get(SCHEDULES).then().statusCode(403);
        admin().delete(at + "?reason=over").then().statusCode(200);
    }

    private Map<String, Object> body() {
        var body = new HashMap<String, Object>();
        body.put("name", name);
        body.put("format", "NDJSON");
        body.put("filter", Map.of("target", tenant.toString()));
        body.put("hour", 3);
        body.put("target", "FOLDER");
        body.put("path", name);
        body.put("reason", "a test");
        return body;
    }

    /** As it is when the service was down for some nights. */
    private void missed(String at) {
        Objects.requireNonNull(pool)
                .preparedQuery("update export_schedule set next_at = timestamptz '2026-01-02T03:00:00Z' where id = $1")
                .execute(Tuple.of(UUID.fromString(at.substring(SCHEDULES.length() + 1))))
                .await()
                .atMost(BOUND);
    }

    private List<Path> put(String night) throws Exception {
        var folder = ROOT.resolve(name).resolve(night);
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ndjson"))
                    .filter(file -> Files.exists(file.resolveSibling(file.getFileName() + ".manifest.json")))
                    .toList();
        }
    }

    private static String created(Map<String, Object> body) {
        return admin().body(body)
                .post(SCHEDULES)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    private static String run(String at) {
        return admin().body(Map.of("reason", "a test"))
                .post(at + "/run")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
    }

    private static JsonPath done(String at) {
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(get(at).getString("state")).isEqualTo("DONE"));
        return get(at);
    }

    private static RequestSpecification admin() {
        return as(Role.PLATFORM_ADMIN).contentType(ContentType.JSON);
    }

    private void happened(int times) {
        for (var i = 0; i < times; i++) {
            events.add(platform.tenant(tenant, events.size() + 1, TenantStatus.ACTIVE)
                    .toString());
        }
        entry(UUID.fromString(events.getLast()));
    }
}
