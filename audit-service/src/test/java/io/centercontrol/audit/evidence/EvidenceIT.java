package io.centercontrol.audit.evidence;

import static io.centercontrol.audit.TrailFixture.auditor;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static io.centercontrol.audit.TrailFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.Task;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.tlog.evidence.EvidenceBundle;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor takes home is verified by a program that knows nothing of this service. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class EvidenceIT {
    private static final int ENTRIES = 5;

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_bundle_is_accepted_and_one_with_another_byte_is_refused() throws Exception {
        var tenant = EventWriter.newId();
        String before;
        try (var platform = new PlatformFixture("audit-service")) {
            entry(platform.tenant(tenant, 1, TenantStatus.ACTIVE));
            before = text("/tlog/checkpoint");
            UUID last = null;
            for (var version = 2; version <= ENTRIES; version++) {
                last = platform.tenant(tenant, version, TenantStatus.ACTIVE);
            }
            var event = last;
            entry(Objects.requireNonNull(event));
            platform.asked(tenant, 1, 1, Task.ERASE);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(entry(event).getString("entry.erased.at"))
                            .isNotNull());
        }
        var bundle = Files.write(
                folder.resolve("bundle.zip"),
                ask(Map.of("tenantId", tenant.toString(), "topic", "cc.tenants.v1", "checkpoint", before)));
        Files.writeString(folder.resolve("mine.txt"), before);

        var verified = verify(bundle);
        assertThat(verified.said()).as(verified.said()).contains("VERIFIED").contains(String.valueOf(ENTRIES));
        assertThat(verified.code()).isZero();

        var bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        var forged = verify(Files.write(folder.resolve("forged.zip"), bytes));
        assertThat(forged.code()).as(forged.said()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_given_is_refused_with_what_to_do() {
        assertThat(refused(Map.of("checkpoint", "nonsense"))).contains("NOT_A_CHECKPOINT");
        assertThat(refused(Map.of("from", "yesterday"))).contains("INVALID_PARAMETER");
        assertThat(refused(Map.of("surprise", "1"))).contains("UNKNOWN_FIELD");
        auditor()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/api/v1/audit/evidence")
                .then()
                .statusCode(400);
    }

    private static String refused(Map<String, String> body) {
        var whole = new HashMap<>(body);
        whole.put("reason", "a test");
        return auditor()
                .contentType(ContentType.JSON)
                .body(whole)
                .post("/api/v1/audit/evidence")
                .then()
                .statusCode(400)
                .extract()
                .asString();
    }

    private static byte[] ask(Map<String, String> body) {
        var whole = new HashMap<>(body);
        whole.put("reason", "a test");
        return auditor()
                .contentType(ContentType.JSON)
                .body(whole)
                .post("/api/v1/audit/evidence")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private record Said(int code, String said) {}

    private Said verify(Path bundle) throws Exception {
        var program = folder.resolve("Verify.java");
        if (Files.notExists(program)) {
            try (var source = EvidenceBundle.class.getResourceAsStream("Verify.java")) {
                Files.write(program, Objects.requireNonNull(source).readAllBytes());
            }
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.toString(),
                bundle.toString(),
                "--checkpoint",
                folder.resolve("mine.txt").toString()));
        for (var key : get("/tlog/keys").getList("keys", String.class)) {
            command.add("--key");
            command.add(key);
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said);
    }
}
