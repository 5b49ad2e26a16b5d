package io.centercontrol.audit.export;

import static io.centercontrol.audit.TrailFixture.as;
import static io.centercontrol.audit.TrailFixture.auditor;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.audit.TrailFixture;
import io.centercontrol.events.Task;
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
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for is written to its end, is what its hash says, and goes when its time is over. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class ExportIT {
    private static final String EXPORTS = "/api/v1/audit/exports";
    private static final String FORMULA = "=cmd|' /C calc'!A0";
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final UUID tenant = EventWriter.newId();
    private PlatformFixture platform = new PlatformFixture("audit-service");

    @Inject
    @Nullable
    ExportConfig config;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture("audit-service");
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void each_format_has_the_same_entries_in_the_order_of_the_log_and_is_what_its_hash_says() throws Exception {
        var events = happened(3);
        var filter = Map.of("tenantId", tenant.toString());

        var ndjson = new String(taken(done(ask("NDJSON", filter))), StandardCharsets.UTF_8);
        assertThat(ndjson.lines().map(line -> JsonPath.from(line).getString("eventId")))
                .isEqualTo(events);
        var ocsf = new String(taken(done(ask("OCSF", filter))), StandardCharsets.UTF_8);
        assertThat(ocsf.lines().map(line -> JsonPath.from(line).getString("metadata.uid")))
                .isEqualTo(events);
        var csv = new String(taken(done(ask("CSV", filter))), StandardCharsets.UTF_8);
        assertThat(csv.split("\r\n")).hasSize(4);
        assertThat(csv).startsWith("index,eventId,happenedAt");
        var parquet = taken(done(ask("PARQUET", filter)));
        assertThat(new String(parquet, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    }

    @Test
    void it_is_of_the_log_as_it_was_when_it_was_asked_for() {
        happened(2);
        var asked = ask("NDJSON", Map.of("tenantId", tenant.toString()));
        entry(platform.tenant(tenant, 3, TenantStatus.ACTIVE));

        assertThat(done(asked).getInt("entries")).isEqualTo(2);
        var again = turn(asked, "cancel").statusCode(200).extract().jsonPath();
        assertThat(again.getString("state")).isEqualTo("CANCELLED");
        turn(asked, "cancel").statusCode(409).body("code", equalTo("EXPORT_ENDED"));
        auditor().get(asked + "/file").then().statusCode(409).body("code", equalTo("EXPORT_NOT_DONE"));
        turn(asked, "retry").statusCode(200);
        assertThat(done(asked).getInt("entries")).as("made again of the same").isEqualTo(2);
        turn(asked, "retry").statusCode(409).body("code", equalTo("EXPORT_NOT_OVER"));
    }

    @Test
    void what_was_cut_off_goes_on_with_a_range() throws Exception {
        happened(2);
        var asked = ask("NDJSON", Map.of("tenantId", tenant.toString()));
        var whole = taken(done(asked));
        var tag = '"' + done(asked).getString("sha256") + '"';

        var rest = auditor()
                .header("Range", "bytes=10-")
                .header("If-Range", tag)
                .get(asked + "/file")
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 10-" + (whole.length - 1) + "/" + whole.length)
                .extract()
                .asByteArray();
        assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, 10, whole.length));
        auditor()
                .header("Range", "bytes=-5")
                .get(asked + "/file")
                .then()
                .statusCode(206)
                .header("Content-Length", "5");
        auditor()
                .header("Range", "bytes=10-")
                .header("If-Range", "\"another\"")
                .get(asked + "/file")
                .then()
                .statusCode(200);
        auditor()
                .header("Range", "bytes=" + whole.length + "-")
                .get(asked + "/file")
                .then()
                .statusCode(200);
    }

    @Test
    void who_asks_and_who_takes_stands_in_the_trail_and_a_formula_stays_a_text() {
        happened(1);
        var asked = ask("NDJSON", Map.of("tenantId", tenant.toString()), FORMULA);
        var id = done(asked).getString("id");
        auditor().get(asked + "/file").then().statusCode(200);

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(get(TrailFixture.ENTRIES + "?order=OLDEST&target=" + id)
                                .getList("items.action"))
                        .containsExactly("audit-export.asked", "audit-export.downloaded"));
        var csv = auditor()
                .get(whole(ask("CSV", Map.of("target", id))) + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv).contains(",'" + FORMULA + ",");
    }

    private static String whole(String asked) {
        done(asked);
        return asked;
    }

    @Test
    void a_disk_that_takes_nothing_fails_it_leaves_nothing_and_it_can_be_tried_again() throws Exception {
        happened(1);
        var folder = Objects.requireNonNull(config).folder();
        var aside = folder.resolveSibling("exports-aside");
        Files.createDirectories(folder);
        Files.move(folder, aside);
        Files.writeString(folder, "no folder");
        String asked;
        try {
            asked = ask("CSV", Map.of("tenantId", tenant.toString()));
            var failed = ended(asked, "FAILED");
            assertThat(failed.getString("error")).isEqualTo("CANNOT_WRITE");
            assertThat(failed.getString("problem")).isNotBlank();
            assertThat(failed.getLong("bytes")).isZero();
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }
        assertThat(folder.resolve(asked.substring(asked.lastIndexOf('/') + 1))).doesNotExist();

        turn(asked, "retry").statusCode(200);
        assertThat(done(asked).getInt("entries")).isEqualTo(1);
    }

    @Test
    void no_file_tells_of_a_tenant_that_is_erased() throws Exception {
        happened(1);
        var asked = ask("NDJSON", Map.of("tenantId", tenant.toString()));
        var before = new String(taken(done(asked)), StandardCharsets.UTF_8);
        assertThat(before).contains("of a test");
        platform.asked(tenant, 1, 1, Task.ERASE);

        ended(asked, "REMOVED");
        turn(asked, "retry").statusCode(200);
        assertThat(new String(taken(done(asked)), StandardCharsets.UTF_8))
                .doesNotContain("of a test")
                .contains("\"erased\":{\"at\"");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        for (var body : List.of(
                "{\"reason\":\"r\"}",
                "{\"format\":\"CSV\"}",
                "{\"format\":\"XML\",\"reason\":\"r\"}",
                "{\"format\":\"CSV\",\"reason\":\"r\",\"filter\":{\"outcome\":\"MAYBE\"}}",
                "{\"format\":\"CSV\",\"reason\":\"r\",\"filter\":{\"surprise\":1}}",
                "{\"format\":\"CSV\",\"reason\":\"r\",\"more\":1}",
                "[]")) {
            auditor()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post(EXPORTS)
                    .then()
                    .statusCode(400);
        }
        auditor()
                .contentType(ContentType.JSON)
                .body("{\"format\":\"CSV\",\"reason\":\"r\",\"filter\":{\"outcome\":\"MAYBE\"}}")
                .post(EXPORTS)
                .then()
                .body("errors[0].pointer", equalTo("/filter/outcome"));
        auditor().get(EXPORTS + "/" + UUID.randomUUID()).then().statusCode(404);
        auditor().get(EXPORTS + "?state=SLEEPING").then().statusCode(400);
        as(Role.PLATFORM_VIEWER).get(EXPORTS).then().statusCode(403);
        as(Role.PLATFORM_OPERATOR).get(EXPORTS).then().statusCode(403);
    }

    private List<String> happened(int times) {
        var events = new ArrayList<String>();
        for (var version = 1; version <= times; version++) {
            events.add(platform.tenant(tenant, version, TenantStatus.ACTIVE).toString());
        }
        entry(UUID.fromString(events.getLast()));
        return events;
    }

    private static String ask(String format, Map<String, String> filter) {
        return ask(format, filter, "a test");
    }

    private static String ask(String format, Map<String, String> filter, String reason) {
        return auditor()
                .contentType(ContentType.JSON)
                .body(Map.of("format", format, "filter", filter, "reason", reason))
                .post(EXPORTS)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
    }

    private static ValidatableResponse turn(String at, String how) {
        return auditor()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "a test"))
                .post(at + "/" + how)
                .then();
    }

    private static JsonPath done(String at) {
        return ended(at, "DONE");
    }

    private static JsonPath ended(String at, String state) {
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(get(at).getString("state")).isEqualTo(state));
        return get(at);
    }

    private static byte[] taken(JsonPath export) throws Exception {
        var answer = auditor()
                .get(EXPORTS + "/" + export.getString("id") + "/file")
                .then()
                .statusCode(200)
                .extract();
        var bytes = answer.asByteArray();
        var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(export.getString("sha256"));
        assertThat(answer.header("Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        assertThat(bytes).hasSize(export.getInt("bytes"));
        return bytes;
    }
}
