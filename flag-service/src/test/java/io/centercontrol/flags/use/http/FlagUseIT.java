package io.centercontrol.flags.use.http;

import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.as;
import static io.centercontrol.flags.authoring.http.FlagFixture.body;
import static io.centercontrol.flags.authoring.http.FlagFixture.create;
import static io.centercontrol.flags.authoring.http.FlagFixture.created;
import static io.centercontrol.flags.authoring.http.FlagFixture.newKey;
import static io.centercontrol.flags.authoring.http.FlagFixture.onOff;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.events.Sender;
import io.centercontrol.events.dataplane.CallMinute;
import io.centercontrol.events.dataplane.FlagOutcome;
import io.centercontrol.events.dataplane.FlagUse;
import io.centercontrol.events.dataplane.Measures;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.flags.use.KeepOwnUse;
import io.centercontrol.flags.use.ServiceMeasures;
import io.centercontrol.flags.use.TidyUse;
import io.centercontrol.kernel.Latency;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flag use as instances tell of it on the real broker, and as this service counts it itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class FlagUseIT {
    private static final String SERVICE = "storefront";
    private static final Contract.Topic TOPIC = Contract.measures(SERVICE);
    private static final String UNKNOWN = "/api/v1/flag-use/unknown?limit=500";

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    @Inject
    KeepOwnUse keepOwnUse;

    @Inject
    TidyUse tidyUse;

    @Inject
    ServiceMeasures measures;

    @Inject
    Pool pool;

    private final Instant started = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final String instance = "i-" + UUID.randomUUID();
    private EventWriter events;

    @BeforeEach
    void begin() {
        events = new EventWriter(Environment.current());
    }

    @AfterEach
    void end() {
        events.close();
    }

    private byte[] bytes(String instance, long number, List<FlagUse> uses, List<CallMinute> calls) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return events.encode(
                TOPIC,
                Measures.newBuilder()
                        .setSender(new Sender(SERVICE, instance, "test", started))
                        .setNumber(number)
                        .setFrom(now.minusSeconds(60))
                        .setTo(now)
                        .setFlagUse(uses)
                        .setFlagsDropped(0)
                        .setCalls(calls)
                        .build());
    }

    private void say(long number, FlagUse... uses) {
        events.raw(TOPIC, instance, bytes(instance, number, List.of(uses), List.of()));
    }

    private static FlagUse on(String flag, long count) {
        return new FlagUse(flag, FlagOutcome.VARIANT, "on", count);
    }

    private static FlagUse missing(String flag, long count) {
        return new FlagUse(flag, FlagOutcome.NO_FLAG, "", count);
    }

    private static List<Integer> counts(String flag) {
        return operator()
                .get(FLAGS + "/" + flag + "/use")
                .then()
                .statusCode(200)
                .extract()
                .path("items.count");
    }

    private static void counted(String flag, int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(counts(flag)).containsExactly(count));
    }

    private void sql(String statement) {
        pool.query(statement).executeAndAwait();
    }

    @Test
    void what_is_heard_twice_counts_once() {
        var flag = created(null);
        say(1, on(flag, 3));
        say(1, on(flag, 3));
        say(2, on(flag, 4));
        say(1, on(flag, 3));
        say(3, on(flag, 1), new FlagUse(flag, FlagOutcome.FAILED, "", 2L));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> operator()
                        .get(FLAGS + "/" + flag + "/use?service=" + SERVICE)
                        .then()
                        .statusCode(200)
                        .body("items.outcome", contains("FAILED", "VARIANT"))
                        .body("items.count", contains(2, 8))
                        .body("items.variant", contains(null, "on"))
                        .body("items.source", contains("SDK", "SDK")));
        operator().get(FLAGS + "/" + flag + "/use?service=other").then().body("items", hasSize(0));
        operator()
                .get(FLAGS + "/" + flag + "/use?to=" + Instant.now().minus(Duration.ofHours(2)))
                .then()
                .body("items", hasSize(0));
        operator()
                .get(FLAGS + "/" + flag)
                .then()
                .statusCode(200)
                .body("use.state", equalTo("IN_USE"))
                .body("use.asked", equalTo(10))
                .body("use.stale", equalTo(false))
                .body("staleByAge", equalTo(false));
    }

    @Test
    void a_flag_is_counted_whatever_its_key_is() {
        var key = "checkout/größe; " + instance;
        var address = create(body(key, onOff(null))).statusCode(201).extract().<String>path("address");
        say(1, on(key, 3));
        counted(address, 3);
        operator().get(FLAGS + "/" + address).then().statusCode(200).body("use.asked", equalTo(3));
    }

    @Test
    void a_record_that_lies_is_set_aside_and_the_next_one_counts() {
        var flag = created(null);
        var foreign = events.encode(
                TOPIC,
                Measures.newBuilder()
                        .setSender(new Sender("checkout", instance, "test", started))
                        .setNumber(1)
                        .setFrom(started)
                        .setTo(started)
                        .setFlagUse(List.of(on(flag, 1)))
                        .build());
        events.raw(TOPIC, instance, foreign);
        say(1, on("no key ", 1));
        say(2, on(flag, -1));
        say(3, new FlagUse(flag, FlagOutcome.UNKNOWN, "", 1L));
        events.raw(TOPIC, instance, bytes(instance, 4, List.of(), List.of(minute(Instant.now(), 1, 2, 3))));
        say(5, on(flag, 5));
        counted(flag, 5);

        as(Role.PLATFORM_ADMIN)
                .get("/api/v1/admin/quarantine?channel=measures&limit=500")
                .then()
                .statusCode(200)
                .body("items.findAll { it.key == '" + instance + "' }.reason", hasSize(5));
    }

    @Test
    void what_is_asked_for_and_is_no_flag_is_listed_until_there_is_one() {
        var key = newKey();
        say(1, missing(key, 7));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> operator().get(UNKNOWN).then().statusCode(200).body("items.key", hasItem(key)));
        operator()
                .get(UNKNOWN + "&service=" + SERVICE)
                .then()
                .body("items.find { it.key == '" + key + "' }.count", equalTo(7))
                .body("items.find { it.key == '" + key + "' }.services", contains(SERVICE))
                .body("items.find { it.key == '" + key + "' }.archived", equalTo(false));
        operator().get(FLAGS + "/" + key + "/use").then().statusCode(404);

        var wanted = body(key, onOff(null));
        operator().body(wanted).post(FLAGS).then().statusCode(201);
        operator().get(UNKNOWN).then().body("items.key", not(hasItem(key)));

        operator().delete(FLAGS + "/" + key + "?reason=over").then().statusCode(200);
        operator().get(UNKNOWN).then().body("items.find { it.key == '" + key + "' }.archived", equalTo(true));
    }

    @Test
    void what_is_asked_by_ofrep_is_counted_by_the_name_of_the_key() throws Throwable {
        var flag = created(null);
        var misspelled = newKey();
        try (var flags = new FlagsFixture(plane, ring)) {
            var key = flags.key(Scope.OFREP);
            await().atMost(Duration.ofSeconds(60)).until(() -> ofrep(key, "/" + flag) == 200);
            assertThat(ofrep(key, "/" + flag)).isEqualTo(200);
            assertThat(ofrep(key, "/" + misspelled)).isEqualTo(404);
            assertThat(ofrep(key, "")).isEqualTo(200);
        }
        VertxContextSupport.subscribeAndAwait(keepOwnUse::run);

        operator()
                .get(FLAGS + "/" + flag + "/use")
                .then()
                .body("items.source", hasItem("OFREP"))
                .body("items.find { it.outcome == 'VARIANT' }.count", equalTo(2))
                .body("items.find { it.outcome == 'VARIANT' }.variant", equalTo("off"))
                .body("items.find { it.outcome == 'VARIANT' }.service", equalTo("test"));
        operator().get(UNKNOWN).then().body("items.key", hasItem(misspelled));
        operator()
                .get("/api/v1/flag-use/readers")
                .then()
                .statusCode(200)
                .body("items.find { it.road == 'OFREP' }.name", equalTo("test"));
        VertxContextSupport.subscribeAndAwait(keepOwnUse::run);
        operator()
                .get(FLAGS + "/" + flag + "/use")
                .then()
                .body("items.find { it.outcome == 'VARIANT' }.count", equalTo(2));
    }

    private static int ofrep(String key, String flag) {
        return given().header("X-API-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("context", Map.of("targetingKey", "somebody")))
                .post("/ofrep/v1/evaluate/flags" + flag)
                .statusCode();
    }

    @Test
    void a_flag_is_stale_by_its_use_and_not_by_its_age_alone() {
        var used = created(null);
        var one = created(null);
        var quiet = created(null);
        var never = created(null);
        say(1, on(used, 1), on(one, 1), on(quiet, 1));
        counted(quiet, 1);
        say(2, on(used, 1), new FlagUse(used, FlagOutcome.VARIANT, "off", 1L));
        await().atMost(Duration.ofSeconds(60)).until(() -> counts(used).size() == 2);
        stale(never, "NEVER_SEEN", false);
        stale(one, "IN_USE", false);
        sql("update flag_seen set first_at = first_at - interval '20 days' where flag in ('%s', '%s', '%s')"
                .formatted(used, one, quiet));
        sql("update flag_seen set last_at = last_at - interval '15 days' where flag = '%s'".formatted(quiet));
        stale(one, "ONE_VARIANT", false);
        sql("update flag set document = jsonb_set(document, '{createdAt}', '\"2026-01-01T00:00:00Z\"') where id in"
                + " ('%s', '%s', '%s', '%s')".formatted(used, one, quiet, never));

        stale(used, "IN_USE", false);
        stale(one, "ONE_VARIANT", true);
        stale(quiet, "UNUSED", true);
        stale(never, "NEVER_SEEN", true);
        operator().get(FLAGS + "/" + never).then().body("use.lastSeenAt", nullValue());
        assertThat(found("neverSeen=true")).contains(never).doesNotContain(used, one, quiet);
        assertThat(found("neverSeen=false")).contains(used, one, quiet).doesNotContain(never);
        assertThat(found("lastSeenBefore=" + Instant.now().minus(Duration.ofDays(10))))
                .contains(quiet)
                .doesNotContain(used, one, never);
        assertThat(found("use=UNUSED")).contains(quiet).doesNotContain(used, one, never);
        assertThat(found("use=ONE_VARIANT&staleByUse=true")).contains(one).doesNotContain(used, quiet, never);
        assertThat(found("staleByUse=true")).contains(one, quiet, never).doesNotContain(used);
        assertThat(found("staleByUse=false")).contains(used).doesNotContain(one, quiet, never);
        assertThat(found("stale=true")).as("by age").doesNotContain(one, quiet, never);
        operator().get(FLAGS + "?use=OFTEN").then().statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
        operator().get(FLAGS + "?lastSeenBefore=monday").then().statusCode(400);
    }

    private static void stale(String flag, String state, boolean stale) {
        operator()
                .get(FLAGS + "/" + flag)
                .then()
                .body("use.state", equalTo(state))
                .body("use.stale", equalTo(stale));
    }

    private static List<String> found(String filter) {
        return operator()
                .get(FLAGS + "?limit=500&" + filter)
                .then()
                .statusCode(200)
                .extract()
                .path("items.key");
    }

    @Test
    void old_hours_become_days_and_what_is_too_old_goes() throws Throwable {
        var flag = created(null);
        say(1, on(flag, 1));
        counted(flag, 1);
        sql("insert into flag_use select date_trunc('day', since, 'UTC') - interval '10 days' + h * interval '5 hours',"
                + " service, source, flag, outcome, variant, 10, first_at, last_at from flag_use, generate_series(0, 2) h"
                + " where flag = '%s'".formatted(flag));
        sql("insert into flag_use select since - interval '200 days', service, source, flag, outcome, variant, 100,"
                + " first_at, last_at from flag_use where flag = '%s' and count = 1".formatted(flag));
        counted(flag, 131);

        VertxContextSupport.subscribeAndAwait(tidyUse::run);
        VertxContextSupport.subscribeAndAwait(tidyUse::run);

        counted(flag, 31);
        var rows = pool.query("select count(*) from flag_use where flag = '" + flag + "'")
                .executeAndAwait();
        assertThat(rows.iterator().next().getLong(0)).isEqualTo(2);
    }

    private static CallMinute minute(Instant minute, int requests, int errors, int cell) {
        var latency = new ArrayList<>(Collections.nCopies(Latency.CELLS, 0L));
        latency.set(cell, (long) requests);
        return new CallMinute(minute.truncatedTo(ChronoUnit.MICROS), (long) requests, (long) errors, latency);
    }

    @Test
    void minutes_of_all_instances_are_added_up() throws Throwable {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        // No other test tells of these.
        var first = now.minus(Duration.ofHours(30));
        var second = first.plusSeconds(60);
        var other = "i-" + UUID.randomUUID();
        var told = List.of(minute(first, 10, 1, 0), minute(second, 4, 0, 14));
        events.raw(TOPIC, instance, bytes(instance, 1, List.of(), told));
        events.raw(TOPIC, instance, bytes(instance, 1, List.of(), told));
        events.raw(TOPIC, other, bytes(other, 1, List.of(), List.of(minute(first.plusSeconds(7), 30, 3, 5))));

        var path = "/api/v1/services/" + SERVICE + "/minutes?from=" + first + "&to=" + second.plusSeconds(60);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> operator()
                        .get(path)
                        .then()
                        .statusCode(200)
                        .body("items.requests", contains(40, 4))
                        .body("items.errors", contains(4, 0))
                        .body("items[0].errorRate", equalTo(0.1f))
                        .body("items[0].latency[5].count", equalTo(30))
                        .body("items[0].latency[5].upToMillis", equalTo(100))
                        .body("items[1].p99Millis", equalTo(10000.0f)));
        var next = operator()
                .get(path + "&limit=1")
                .then()
                .body("items", hasSize(1))
                .extract()
                .<String>path("next");
        operator()
                .get(path + "&limit=1&cursor=" + next)
                .then()
                .body("items.requests", contains(4))
                .body("next", nullValue());
        var read =
                VertxContextSupport.subscribeAndAwait(() -> measures.between(SERVICE, first, second.plusSeconds(60)));
        assertThat(read).extracting(one -> one.calls().requests()).containsExactly(40L, 4L);
        operator().get("/api/v1/services/nobody/minutes").then().statusCode(200).body("items", hasSize(0));
    }
}
