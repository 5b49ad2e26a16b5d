package io.centercontrol.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.VerifierKey;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as two processes of which one is killed while it signs, and a database that was set back. */
class SurvivalIT {
    private static final int EVENTS = 120;
    private static final Duration BOUND = Duration.ofMinutes(2);

    private static final String ORIGIN = "survival.test/audit";

    private final ServiceStack stack = new ServiceStack();
    private Map<String, String> configuration = Map.of();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void begin() {
        stack.init(Map.of("service", "audit-service"));
        configuration = new HashMap<>(stack.start());
        configuration.put("cc.log.origin", ORIGIN);
        configuration.put("cc.log.witness-every", "PT0.5S");
    }

    @AfterEach
    void end() {
        stack.stop();
    }

    @Test
    void
            no_entry_is_lost_or_doubled_and_all_checkpoints_agree_though_one_of_two_is_killed_and_none_is_signed_over_a_log_that_was_set_back()
                    throws Exception {
        var tenants = List.of(EventWriter.newId(), EventWriter.newId(), EventWriter.newId(), EventWriter.newId());
        var events = new HashSet<String>();
        var seen = new ArrayList<Checkpoint>();
        var key = NoteSigner.generate(ORIGIN);
        configuration.put(
                "cc.log.key-file",
                Files.writeString(folder.resolve("key"), key.secret()).toString());
        try (var platform = new PlatformFixture("audit-service");
                var witness = WitnessProcess.start(folder.resolve("witness"), key.verifier());
                var second = ServiceProcess.start(witnessedBy(witness))) {
            try (var first = ServiceProcess.start(witnessedBy(witness))) {
                for (var version = 1; version <= EVENTS / tenants.size(); version++) {
                    for (var tenant : tenants) {
                        events.add(platform.tenant(tenant, version, TenantStatus.ACTIVE)
                                .toString());
                    }
                    seen.add(checkpoint(second));
                    if (version == EVENTS / tenants.size() / 2) {
                        first.kill();
                    }
                }
            }
            await().atMost(BOUND).until(() -> checkpoint(second).size() >= EVENTS);
            seen.add(checkpoint(second));
            assertThat(seen.getLast().size()).as("each is one entry").isEqualTo(EVENTS);
            assertThat(found(second)).isEqualTo(events);
            assertThat(get(second, "/api/v1/audit/completeness").getBoolean("complete"))
                    .isTrue();
            consistent(second, seen);
            // That the trail was read becomes an entry too.
            await().atMost(BOUND)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(SignedNote.parse(note(second)).signedBy(List.of(witness.key())))
                                    .containsExactly(witness.key()));
            assertThat(get(second, "/tlog/witnesses").getLong("witnesses[0].size"))
                    .isGreaterThanOrEqualTo(EVENTS);

            var size = setBack();
            var late = platform.tenant(tenants.getFirst(), EVENTS, TenantStatus.ACTIVE);
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(checkpoint(second).size()).as("nothing is signed").isLessThan(size);
            given().auth()
                    .oauth2(token())
                    .get(second.url() + "/api/v1/audit/entries/" + late)
                    .then()
                    .statusCode(404);
            assertThat(given().get(second.url() + "/q/health/ready")
                            .then()
                            .statusCode(503)
                            .extract()
                            .asString())
                    .contains("restored from an older backup");
        }
    }

    /** As a database is after its last entry was lost with a backup that was a moment too old. */
    private long setBack() throws Exception {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + configuration.get("cc.database.port") + "/"
                                + configuration.get("cc.database.name"),
                        configuration.get("cc.database.user"),
                        configuration.get("cc.database.password"));
                var statement = connection.createStatement();
                var head = statement.executeQuery("select size from log_head")) {
            head.next();
            var size = head.getLong(1);
            var last = size - 1;
            statement.execute("delete from log_checkpoint where size > " + last);
            statement.execute("delete from log_leaf where index >= " + last);
            statement.execute("delete from entry where index >= " + last);
            statement.execute("update log_head set size = " + last);
            statement.execute("update log_tile set hashes = substring(hashes for 32 * " + last + ") where level = 0");
            return size;
        }
    }

    private static void consistent(ServiceProcess service, List<Checkpoint> seen) {
        for (var at = 1; at < seen.size(); at++) {
            var before = seen.get(at - 1);
            var after = seen.get(at);
            var proof = get(service, "/tlog/consistency?from=" + before.size() + "&to=" + after.size())
                    .getList("proof", String.class)
                    .stream()
                    .map(Hash::fromBase64)
                    .toList();
            assertThat(Proofs.isConsistent(before.size(), before.root(), after.size(), after.root(), proof))
                    .as("%s to %s", before, after)
                    .isTrue();
        }
    }

    private static HashSet<String> found(ServiceProcess service) {
        var ids = new HashSet<String>();
        ids.addAll(get(service, "/api/v1/audit/entries?limit=500").getList("items.eventId", String.class));
        return ids;
    }

    private Map<String, String> witnessedBy(WitnessProcess witness) {
        var all = new HashMap<>(configuration);
        all.put("cc.log.witnesses", witness.key().text() + " " + witness.at());
        return all;
    }

    private static String note(ServiceProcess service) {
        return given().auth()
                .oauth2(token())
                .get(service.url() + "/tlog/checkpoint")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static Checkpoint checkpoint(ServiceProcess service) {
        var note = note(service);
        var keys = get(service, "/tlog/keys");
        return Checkpoint.verified(
                SignedNote.parse(note),
                keys.getString("origin"),
                keys.getList("keys", String.class).stream()
                        .map(VerifierKey::parse)
                        .toList());
    }

    private static JsonPath get(ServiceProcess service, String path) {
        return given().auth()
                .oauth2(token())
                .get(service.url() + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String token() {
        return Environment.current().tokens().of(Role.AUDITOR);
    }
}
