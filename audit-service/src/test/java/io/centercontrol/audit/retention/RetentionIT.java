package io.centercontrol.audit.retention;

import static io.centercontrol.audit.TrailFixture.ENTRIES;
import static io.centercontrol.audit.TrailFixture.as;
import static io.centercontrol.audit.TrailFixture.auditor;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static io.centercontrol.audit.TrailFixture.text;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.Task;
import io.centercontrol.events.tenants.Governance;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.tlog.TlogProof;
import io.centercontrol.tlog.VerifierKey;
import io.centercontrol.tlog.evidence.EvidenceBundle;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is due goes by the partition, what is held stays, and every proof holds. Each test has a month of its own. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class RetentionIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String HOLDS = "/api/v1/audit/holds";
    private static final String RETENTION = "/api/v1/audit/retention";

    @Inject
    @Nullable
    OldEntries injected;

    @Inject
    @Nullable
    OrderPurge orderPurge;

    @Inject
    @Nullable
    Vertx vertx;

    @TempDir
    Path folder = Path.of("");

    private final UUID tenant = EventWriter.newId();

    private OldEntries old() {
        return Objects.requireNonNull(injected);
    }

    @Test
    void what_is_due_goes_and_what_a_tenants_policy_keeps_longer_stays_until_its_time() throws SQLException {
        policy(tenant + "/ACCESS", "P3000D").statusCode(201);
        var gone = old().add(Category.ACCESS, "2021-03-03T12:00:00Z", null, "ann");
        var kept = old().add(Category.ACCESS, "2021-03-04T12:00:00Z", tenant, "ann");
        var goneToo = old().add(Category.ACCESS, "2021-03-31T23:59:59Z", EventWriter.newId(), "ann");
        var next = old().add(Category.BILLING, "2021-03-31T23:59:59Z", null, "ann");
        var leaf = entry(gone).getString("leaf");
        var due = due("2021-03");
        assertThat(due.getInt("entries")).isEqualTo(3);
        assertThat(due.getInt("due")).isEqualTo(2);
        assertThat(due.getInt("held")).isZero();
        assertThat(due.getInt("kept")).isEqualTo(1);
        assertThat(Instant.parse(due.getString("dueAt"))).isEqualTo("2022-05-06T00:00:00Z");

        var purge = purged();

        for (var event : List.of(gone, goneToo)) {
            var found = entry(event);
            assertThat(found.getString("entry.purged.purge")).isEqualTo(purge);
            assertThat(found.getString("entry.reason")).isNull();
            assertThat(found.getString("entry.actor")).isNull();
            assertThat(found.getMap("openings")).isEmpty();
            assertThat(found.getString("entry.action"))
                    .as("what is not personal stays")
                    .isEqualTo("old.done");
        }
        assertThat(entry(gone).getString("leaf")).isEqualTo(leaf);
        proven(gone, leaf);
        assertThat(entry(kept).getString("entry.reason")).isEqualTo("a reason of long ago");
        assertThat(entry(kept).getString("entry.purged")).isNull();
        assertThat(entry(next).getString("entry.reason"))
                .as("of another category")
                .isNotNull();
        assertThat(rows("sealed_part_access_2021_03")).isEqualTo(1);
        var partition = partition(purge, "2021-03");
        assertThat(partition.getInt("purged")).isEqualTo(2);
        assertThat(partition.getInt("kept")).isEqualTo(1);
        var told = told(purge, "2021-03");
        assertThat(told.getString("category")).isEqualTo("\"ACCESS\"");
        assertThat(told.getString("purged")).isEqualTo("2");
        assertThat(told.getString("period")).isEqualTo("\"P400D\"");

        removePolicy(tenant + "/ACCESS").statusCode(200);
        var second = purged();

        assertThat(entry(kept).getString("entry.purged.purge")).isEqualTo(second);
        assertThat(entry(gone).getString("entry.purged.purge")).isEqualTo(purge);
        assertThat(rows("sealed_part_access_2021_03")).as("dropped as a whole").isNull();
        assertThat(get(RETENTION + "/due?category=ACCESS&limit=500").getList("items.month"))
                .doesNotContain("2021-03");
    }

    @Test
    void a_tenants_shorter_policy_takes_its_own_alone() {
        var theirs = old().add(Category.EXPORT, "2025-01-10T12:00:00Z", EventWriter.newId(), "ann");
        var nobodys = old().add(Category.EXPORT, "2025-01-11T12:00:00Z", null, "ann");
        var own = old().add(Category.EXPORT, "2025-01-12T12:00:00Z", tenant, "ann");
        assertThat(get(RETENTION + "/due?category=EXPORT").getInt("total")).isZero();
        policy(tenant + "/ALL", "P90D").statusCode(201);
        assertThat(get(RETENTION + "/due?category=EXPORT").getInt("items[0].due"))
                .isEqualTo(1);

        var purge = purged();

        assertThat(entry(own).getString("entry.purged.purge")).isEqualTo(purge);
        assertThat(entry(theirs).getString("entry.reason")).isNotNull();
        assertThat(entry(nobodys).getString("entry.reason")).isNotNull();
        removePolicy(tenant + "/ALL").statusCode(200);
    }

    @Test
    void governance_bounds_policies_when_they_are_set_and_after() {
        governance(1, 30, 3_660);
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(get(RETENTION + "/terms").getString("most")).isEqualTo("P3660D"));
        for (var wrong : List.of("P29D", "P3661D")) {
            policy(tenant + "/ACCESS", wrong)
                    .statusCode(400)
                    .body("code", org.hamcrest.Matchers.equalTo("OUT_OF_BOUNDS"))
                    .body("detail", org.hamcrest.Matchers.containsString("P30D to P3660D"));
        }
        policy(tenant + "/ACCESS", "P3000D").statusCode(201);

        governance(2, 30, 500);

        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(term("ACCESS").getString("period")).isEqualTo("P500D"));
        assertThat(term("ACCESS").getBoolean("isClamped")).isTrue();
        assertThat(term("ACCESS").getString("source")).isEqualTo("TENANT_CATEGORY");
        assertThat(get(RETENTION + "/policies?tenantId=" + tenant).getString("items[0].effective"))
                .isEqualTo("P500D");
        assertThat(get(RETENTION + "/policies/" + tenant + "/ACCESS").getString("period"))
                .isEqualTo("P3000D");
        policy(tenant + "/BILLING", "P400D").statusCode(201);
        var seen = asTenant().get(RETENTION + "/terms").jsonPath();
        assertThat(seen.getString("terms.find { it.category == 'BILLING' }.period"))
                .as("its administrator sees what holds of what he may see")
                .isEqualTo("P400D");
        assertThat(seen.getList("terms.category")).doesNotContain("ACCESS");
        assertThat(seen.getString("most")).isNull();
        removePolicy(tenant + "/BILLING").statusCode(200);
        removePolicy(tenant + "/ACCESS").statusCode(200);
        governance(3, null, null);
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(get(RETENTION + "/terms").getString("most")).isNull());
    }

    @Test
    void what_is_held_stays_until_it_is_released_and_other_entries_go() {
        var byActor = old().add(Category.ACCESS, "2021-04-03T12:00:00Z", null, "held-" + tenant);
        var byTenant = old().add(Category.ACCESS, "2021-04-04T12:00:00Z", tenant, "ann");
        var gone = old().add(Category.ACCESS, "2021-04-05T12:00:00Z", null, "ann");
        var first = held(Map.of("actor", "held-" + tenant));
        var second = held(Map.of("tenantId", tenant.toString(), "text", "forgettable"));
        assertThat(first.getInt("reach.held")).isEqualTo(1);
        assertThat(due("2021-04").getInt("held")).isEqualTo(2);

        var purge = purged();

        assertThat(entry(byActor).getString("entry.reason")).isNotNull();
        assertThat(entry(byTenant).getString("entry.reason")).isNotNull();
        assertThat(entry(gone).getString("entry.purged.purge")).isEqualTo(purge);
        assertThat(partition(purge, "2021-04").getInt("held")).isEqualTo(2);
        var late = held(Map.of("target", gone.toString()));
        assertThat(late.getInt("reach.held")).isZero();
        assertThat(late.getInt("reach.purged")).as("what went before is told").isEqualTo(1);
        assertThat(late.getBoolean("reach.isExact")).isTrue();

        release(first.getString("id")).statusCode(200);
        release(first.getString("id")).statusCode(409);
        var next = purged();

        assertThat(entry(byActor).getString("entry.purged.purge")).isEqualTo(next);
        assertThat(entry(byTenant).getString("entry.reason")).isNotNull();
        assertThat(get(HOLDS + "/" + first.getString("id")).getString("released.reason"))
                .isEqualTo("it is over");
        assertThat(get(HOLDS + "?state=OPEN&limit=500").getList("items.id"))
                .contains(second.getString("id"))
                .doesNotContain(first.getString("id"));
        release(second.getString("id")).statusCode(200);
        release(late.getString("id")).statusCode(200);
    }

    @Test
    void a_hold_that_comes_while_its_partition_is_in_hand_is_refused_and_a_purge_that_is_ended_there_did_nothing()
            throws SQLException {
        var event = old().add(Category.ACCESS, "2021-05-03T12:00:00Z", null, "ann");
        try (var search = Environment.current().openDatabase();
                var other = Environment.current().openDatabase()) {
            search.setAutoCommit(false);
            // As a search does that takes long.
            execute(search, "lock table sealed_part_access in access share mode");
            var purge = ordered();
            await().atMost(BOUND).until(() -> isRunning(other, "%lock_shortly%"));

            var began = System.nanoTime();
            old().add(Category.ACCESS, "2025-12-01T12:00:00Z", null, "ann");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("who appends is not held up for long, the first of a month neither")
                    .isLessThan(Duration.ofSeconds(2));
            hold(Map.of("target", event.toString()))
                    .statusCode(409)
                    .body("code", org.hamcrest.Matchers.equalTo("PARTS_IN_USE"));
            assertThat(get(HOLDS + "?limit=500").getList("items.filter.target"))
                    .as("nothing was changed")
                    .doesNotContain(event.toString());

            await().atMost(BOUND).until(() -> isRunning(other, "%lock_shortly%"));
            // The connection goes with its transaction, as it does with a process that is killed.
            execute(
                    other,
                    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and query like"
                            + " '%lock_shortly%' and state = 'active' and datname = current_database()");
            assertThat(entry(event).getString("entry.reason")).isNotNull();
            assertThat(partitions(purge).getList("items.month")).doesNotContain("2021-05");

            search.rollback();
            done(purge);
            assertThat(entry(event).getString("entry.purged.purge")).isEqualTo(purge);
            assertThat(partition(purge, "2021-05").getInt("purged")).isEqualTo(1);
            assertThat(told(purge, "2021-05").getString("purged")).isEqualTo("1");
        }
    }

    @Test
    void a_hold_that_is_being_set_is_waited_for_and_honoured() throws SQLException {
        var event = old().add(Category.ACCESS, "2021-06-03T12:00:00Z", null, "ann");
        try (var slow = Environment.current().openDatabase();
                var other = Environment.current().openDatabase()) {
            slow.setAutoCommit(false);
            // The hold is behind the fence, and held up before it is there.
            execute(slow, "lock table legal_hold in share row exclusive mode");
            var hold = CompletableFuture.supplyAsync(() -> hold(Map.of("target", event.toString()))
                    .statusCode(201)
                    .extract()
                    .jsonPath());
            await().atMost(BOUND).until(() -> isRunning(other, "insert into legal_hold%"));
            var purge = ordered();
            await().atMost(BOUND).until(() -> isRunning(other, "%from part_fence for update%"));

            slow.rollback();

            done(purge);
            assertThat(entry(event).getString("entry.reason")).isNotNull();
            assertThat(partition(purge, "2021-06").getInt("held")).isEqualTo(1);
            assertThat(hold.join().getInt("reach.held")).isEqualTo(1);
            release(hold.join().getString("id")).statusCode(200);
        }
    }

    @Test
    void what_is_held_outlives_the_erasure_of_its_tenant_and_is_erased_when_it_is_released() {
        try (var platform = new PlatformFixture("audit-service");
                var reports = Environment.current().read(Contract.reports("audit-service"))) {
            var held = old().add(Category.CHANGE, "2025-02-03T12:00:00Z", tenant, "held");
            var other = old().add(Category.CHANGE, "2025-02-04T12:00:00Z", tenant, "ann");
            var hold = held(Map.of("tenantId", tenant.toString(), "actor", "held"));

            platform.asked(tenant, 1, 1, Task.ERASE);

            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(entry(other).getString("entry.erased.at"))
                            .isNotNull());
            assertThat(entry(other).getString("entry.reason")).isNull();
            assertThat(entry(held).getString("entry.reason")).isEqualTo("a reason of long ago");
            assertThat(entry(held).getString("entry.erased")).isNull();
            var answer = reports.await(record -> tenant.toString().equals(record.key()), BOUND);
            assertThat(new String(answer.value(), StandardCharsets.UTF_8))
                    .as("the answer to the deletion says so")
                    .contains("what was changed and why: 1")
                    .contains("a legal hold");

            assertThat(release(hold.getString("id"))
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getInt("released.erased"))
                    .isEqualTo(1);
            assertThat(entry(held).getString("entry.reason")).isNull();
            assertThat(entry(held).getString("entry.erased.at")).isNotNull();
            assertThat(entry(held).getString("entry.actor.id")).isEqualTo("held");
        }
    }

    @Test
    void evidence_over_what_was_purged_is_verified() throws Exception {
        var events = new ArrayList<UUID>();
        for (var day = 1; day <= 3; day++) {
            events.add(old().add(Category.ACCESS, "2021-07-0" + day + "T12:00:00Z", tenant, "ann"));
        }
        var recent = old().add(Category.BILLING, "2025-07-01T12:00:00Z", tenant, "ann");
        var purge = purged();
        var bundle = Files.write(
                folder.resolve("bundle.zip"),
                auditor()
                        .contentType(ContentType.JSON)
                        .body(Map.of("tenantId", tenant.toString(), "action", "old.done", "reason", "a test"))
                        .post("/api/v1/audit/evidence")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray());

        var said = verified(bundle);

        assertThat(said).contains("VERIFIED").contains("4 entries").contains("9 said to be erased");
        try (var zip = java.nio.file.FileSystems.newFileSystem(bundle)) {
            assertThat(Files.readString(zip.getPath("entries.ndjson"))).contains("purge " + purge);
        }
        assertThat(entry(recent).getString("entry.reason")).isNotNull();
    }

    @Test
    void what_is_due_is_found_by_itself_and_nothing_is_ordered_for_what_is_held() {
        var event = old().add(Category.ACCESS, "2021-08-03T12:00:00Z", null, "ann");
        var hold = held(Map.of("target", event.toString()));
        purged();
        var before = get(RETENTION + "/purges").getInt("total");
        VertxContext.apart(
                        Objects.requireNonNull(vertx),
                        () -> Objects.requireNonNull(orderPurge).runIfDue())
                .await()
                .atMost(BOUND);
        assertThat(get(RETENTION + "/purges").getInt("total")).isEqualTo(before);

        release(hold.getString("id")).statusCode(200);
        VertxContext.apart(
                        Objects.requireNonNull(vertx),
                        () -> Objects.requireNonNull(orderPurge).runIfDue())
                .await()
                .atMost(BOUND);

        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(entry(event).getString("entry.purged.at")).isNotNull());
        var newest = get(RETENTION + "/purges?limit=1");
        assertThat(newest.getString("items[0].by")).isEqualTo("audit-service");
        assertThat(newest.getInt("total")).isEqualTo(before + 1);
    }

    @Test
    void who_may_not_and_what_makes_no_sense_is_refused() {
        for (var role : List.of(Role.AUDITOR, Role.PLATFORM_OPERATOR)) {
            as(role).contentType(ContentType.JSON)
                    .body(Map.of("reason", "a test"))
                    .post(RETENTION + "/purges")
                    .then()
                    .statusCode(403);
        }
        as(Role.PLATFORM_VIEWER).get(HOLDS).then().statusCode(403);
        asTenant().get(RETENTION + "/policies").then().statusCode(403);
        asTenant()
                .get(RETENTION + "/terms?tenantId=" + UUID.randomUUID())
                .then()
                .statusCode(403);
        given().get(RETENTION + "/due").then().statusCode(401);
        for (var path : List.of(
                "/policies/platform/ALL",
                "/policies/nobody/ACCESS",
                "/policies/platform/SOME",
                "/policies?category=SOME",
                "/due?until=tomorrow",
                "/due?cursor=x",
                "/purges?state=SOME",
                "/terms?tenantId=1")) {
            assertThat(auditor().get(RETENTION + path).statusCode()).as(path).isEqualTo(400);
        }
        auditor().get(RETENTION + "/policies/" + tenant + "/ALL").then().statusCode(404);
        auditor().get(RETENTION + "/purges/" + UUID.randomUUID()).then().statusCode(404);
        auditor()
                .get(RETENTION + "/purges/" + UUID.randomUUID() + "/partitions")
                .then()
                .statusCode(404);
        auditor().get(HOLDS + "/" + UUID.randomUUID()).then().statusCode(404);
        release(UUID.randomUUID().toString()).statusCode(404);
        for (var period : List.of("P1M", "400 days", "PT1H", "P1DT0.5S", "-P1D")) {
            policy(tenant + "/ALL", period)
                    .statusCode(400)
                    .body("code", org.hamcrest.Matchers.equalTo("INVALID_DURATION"));
        }
        hold(Map.of()).statusCode(400).body("code", org.hamcrest.Matchers.equalTo("FILTER_REQUIRED"));
        hold(Map.of("from", "yesterday")).statusCode(400);
        hold(Map.of("surprise", "x")).statusCode(400);
        policy(tenant + "/ALL", "P500D").statusCode(201);
        policy(tenant + "/ALL", "P500D").statusCode(409);
        admin().header("If-Match", "\"7\"")
                .body(Map.of("period", "P600D", "reason", "a test"))
                .put(RETENTION + "/policies/" + tenant + "/ALL")
                .then()
                .statusCode(412);
        admin().body(Map.of("period", "P600D", "reason", "a test"))
                .put(RETENTION + "/policies/" + tenant + "/ALL")
                .then()
                .statusCode(428);
        admin().header("If-Match", "\"1\"")
                .body(Map.of("period", "P600D", "reason", "a test"))
                .put(RETENTION + "/policies/" + tenant + "/ALL?dryRun=true")
                .then()
                .statusCode(200);
        assertThat(get(RETENTION + "/policies/" + tenant + "/ALL").getString("period"))
                .isEqualTo("P500D");
        removePolicy(tenant + "/ALL").statusCode(200);
        removePolicy(tenant + "/ALL").statusCode(404);
    }

    private static io.restassured.specification.RequestSpecification admin() {
        return as(Role.PLATFORM_ADMIN).contentType(ContentType.JSON);
    }

    private io.restassured.specification.RequestSpecification asTenant() {
        return given().auth()
                .oauth2(Environment.current()
                        .tokens()
                        .of(Claims.of(Role.TENANT_ADMIN, "owner").withTenant(tenant.toString())));
    }

    private static ValidatableResponse policy(String key, String period) {
        return admin().header("If-None-Match", "*")
                .body(Map.of("period", period, "reason", "a test"))
                .put(RETENTION + "/policies/" + key)
                .then();
    }

    private static ValidatableResponse removePolicy(String key) {
        return admin().delete(RETENTION + "/policies/" + key + "?reason=over").then();
    }

    private JsonPath term(String category) {
        var terms = get(RETENTION + "/terms?tenantId=" + tenant);
        terms.setRootPath("terms.find { it.category == '" + category + "' }");
        return terms;
    }

    private static ValidatableResponse hold(Map<String, String> filter) {
        return admin().body(Map.of("name", "a case", "filter", filter, "reason", "a test"))
                .post(HOLDS)
                .then();
    }

    private static JsonPath held(Map<String, String> filter) {
        return hold(filter).statusCode(201).extract().jsonPath();
    }

    private static ValidatableResponse release(String hold) {
        return admin().body(Map.of("reason", "it is over"))
                .post(HOLDS + "/" + hold + "/release")
                .then();
    }

    private static JsonPath due(String month) {
        var due = get(RETENTION + "/due?category=ACCESS&limit=500");
        due.setRootPath("items.find { it.month == '" + month + "' }");
        return due;
    }

    private static String ordered() {
        return admin().body(Map.of("reason", "a test"))
                .post(RETENTION + "/purges")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static void done(String purge) {
        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(get(RETENTION + "/purges/" + purge).getString("state"))
                                .isEqualTo("DONE"));
        assertThat(get(RETENTION + "/purges/" + purge).getInt("done"))
                .isEqualTo(get(RETENTION + "/purges/" + purge).getInt("total"));
    }

    private static String purged() {
        var purge = ordered();
        done(purge);
        return purge;
    }

    private static JsonPath partitions(String purge) {
        return get(RETENTION + "/purges/" + purge + "/partitions?limit=500");
    }

    private static JsonPath partition(String purge, String month) {
        var partitions = partitions(purge);
        partitions.setRootPath("items.find { it.month == '" + month + "' && it.category == 'ACCESS' }");
        return partitions;
    }

    /** The detail of the one entry that tells of a partition. */
    private static JsonPath told(String purge, String month) {
        var of = ENTRIES + "?action=audit.purged&limit=500&target=" + purge;
        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(get(of).getList("items.detail.month")).containsOnlyOnce("\"" + month + "\""));
        var told = get(of);
        told.setRootPath("items.find { it.detail.month == '\"" + month + "\"' }.detail");
        return told;
    }

    private static void proven(UUID event, String leaf) {
        var keys = get("/tlog/keys");
        TlogProof.parse(text(ENTRIES + "/" + event + "/proof"))
                .verified(
                        leaf.getBytes(StandardCharsets.UTF_8),
                        keys.getString("origin"),
                        keys.getList("keys", String.class).stream()
                                .map(VerifierKey::parse)
                                .toList());
    }

    private String verified(Path bundle) throws Exception {
        var program = folder.resolve("Verify.java");
        try (var source = EvidenceBundle.class.getResourceAsStream("Verify.java")) {
            Files.write(program, Objects.requireNonNull(source).readAllBytes());
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.toString(),
                bundle.toString()));
        for (var key : get("/tlog/keys").getList("keys", String.class)) {
            command.add("--key");
            command.add(key);
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static @Nullable Long rows(String table) throws SQLException {
        try (var connection = Environment.current().openDatabase();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
                found.next();
                if (!found.getBoolean(1)) {
                    return null;
                }
            }
            try (var counted = statement.executeQuery("select count(*) from " + table)) {
                counted.next();
                return counted.getLong(1);
            }
        }
    }

    private static boolean isRunning(Connection connection, String like) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select count(*) from pg_stat_activity where query like ? and state = 'active' and pid <> pg_backend_pid()"
                        + " and datname = current_database()")) {
            statement.setString(1, like);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1) > 0;
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void governance(long version, @Nullable Integer least, @Nullable Integer most) {
        var event = EventWriter.newId();
        var record = Governance.newBuilder()
                .setChange(Change.newBuilder()
                        .setEventId(event)
                        .setAggregateId("platform")
                        .setVersion(version)
                        .setType("governance.changed")
                        .setTime(Instant.now())
                        .setActor(new Actor("test", ActorKind.USER, null))
                        .setReason("of a test")
                        .setCorrelationId(null)
                        .setCausationId(null)
                        .setChanges(List.of())
                        .build())
                .setDefaultMostStores(10)
                .setReservedNames(List.of())
                .setDeletionGraceSeconds(86_400)
                .setSlugCoolDownSeconds(0)
                .setExportRetentionSeconds(86_400)
                .setTombstoneAfterSeconds(86_400)
                .setMostTestTenants(null)
                .setMostLiveTenants(null)
                .setDefaultPlan(null)
                .setAuditRetentionLeastSeconds(
                        least == null ? null : Duration.ofDays(least).toSeconds())
                .setAuditRetentionMostSeconds(
                        most == null ? null : Duration.ofDays(most).toSeconds())
                .setUpdatedAt(Instant.now())
                .build();
        try (var events = new EventWriter(Environment.current())) {
            events.state(Contract.GOVERNANCE, "platform", event, version, record);
        }
    }
}
