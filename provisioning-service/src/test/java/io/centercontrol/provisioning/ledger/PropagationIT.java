package io.centercontrol.provisioning.ledger;

import static io.centercontrol.provisioning.Rest.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.kit.Rounds;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.provisioning.Rest;
import io.centercontrol.provisioning.WorldFixture;
import io.centercontrol.provisioning.WorldFixture.InstanceFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes and positions on the real broker, and what the ledger makes of them. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class PropagationIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Ledger ledger;

    @Inject
    Rounds rounds;

    private final List<InstanceFixture> instances = new ArrayList<>();
    private final UUID tenant = WorldFixture.newId();
    private final UUID event = WorldFixture.newId();
    private WorldFixture world;

    @BeforeEach
    void begin() {
        world = new WorldFixture();
    }

    /** Instances that stopped in order do not count for the events of the next test. */
    @AfterEach
    void end() {
        instances.forEach(instance -> world.position(instance.stopped(), 0, 0, List.of()));
        instances.forEach(instance -> await().atMost(SOON)
                .until(() -> operator()
                        .get("/api/v1/instances/" + instance.id())
                        .path("standing")
                        .equals("STOPPED")));
        world.close();
    }

    @Test
    void an_event_is_pending_until_it_is_on_its_topic_and_every_instance_is_past_it() {
        var a = instance(0);
        var b = instance(60_000);
        proof("")
                .body("status", equalTo("PENDING"))
                .body("onTopic", equalTo(false))
                .body("effective", equalTo(false));

        var change = world.tenant(tenant, 1, event);
        await().atMost(SOON).untilAsserted(() -> proof("").body("onTopic", equalTo(true)));
        world.position(a, change, change.offset());
        world.position(b, change, change.offset() + 1);
        await().atMost(SOON)
                .untilAsserted(() -> proof("")
                        .body("status", equalTo("PENDING"))
                        .body("applied", equalTo(1))
                        .body("of", equalTo(2))
                        .body("laggards.instanceId", contains(a.id()))
                        .body("offset", equalTo((int) change.offset()))
                        .body("partition", equalTo(change.partition()))
                        .body("tenantId", equalTo(tenant.toString()))
                        .body("version", equalTo(1))
                        .body("type", equalTo("tenant.changed")));

        var waiting = CompletableFuture.supplyAsync(() -> proof("?wait=applied&timeout=15s"));
        pause(300);
        var told = world.position(a, change, change.offset() + 2);
        var body = waiting.join()
                .body("status", equalTo("APPLIED"))
                .body("effective", equalTo(true))
                .body("applied", equalTo(2))
                .body("laggards", equalTo(List.of()))
                .extract()
                .body()
                .jsonPath();
        assertThat(body.getLong("delaysMillis.max")).isEqualTo(told.timestamp() - change.timestamp());
    }

    @Test
    void the_first_position_past_an_event_counts_and_repetitions_do_not() {
        var a = instance(0);
        var change = world.tenant(tenant, 1, event);
        var first = world.position(a, change, change.offset() + 1);
        pause(50);
        world.position(a, change, change.offset() + 1);
        world.position(a, change, change.offset() + 7);

        var body = proof("?wait=applied&timeout=15s")
                .body("status", equalTo("APPLIED"))
                .extract()
                .jsonPath();
        assertThat(body.getLong("instances[0].delayMillis")).isEqualTo(first.timestamp() - change.timestamp());
        operator()
                .get("/api/v1/instances/" + a.id())
                .then()
                .body("positions.find { it.partition == " + change.partition() + " }.lag", equalTo(0))
                .body("standing", equalTo("LIVE"))
                .body("sdkVersion", equalTo("1.2.3"));
    }

    @Test
    void a_lease_that_ran_out_proves_it_also_without_a_word() {
        instance(1_000);
        world.tenant(tenant, 1, event);

        proof("?wait=effective&timeout=15s")
                .body("status", equalTo("EFFECTIVE"))
                .body("effective", equalTo(true))
                .body("applied", equalTo(0))
                .body("of", equalTo(1))
                .body("laggards[0].verdict", equalTo("LEASE_OUT"));
    }

    @Test
    void without_a_lease_the_silent_are_named_until_an_operator_vouches_for_them() {
        var silent = instance(0);
        var change = world.tenant(tenant, 1, event);
        declareGone(silent).statusCode(409).body("code", equalTo("INSTANCE_IS_HEARD"));

        await().atMost(SOON)
                .untilAsserted(() -> proof("")
                        .body("status", equalTo("UNPROVEN"))
                        .body("unproven.instanceId", contains(silent.id())));
        proof("?wait=effective&timeout=300ms").body("status", equalTo("UNPROVEN"));
        operator()
                .queryParam("status", "UNPROVEN")
                .queryParam("tenantId", tenant)
                .get("/api/v1/propagation")
                .then()
                .body("items.eventId", contains(event.toString()));

        declareGone(silent).statusCode(200).body("standing", equalTo("GONE")).body("eventId", not(equalTo(null)));
        proof("").body("status", equalTo("APPLIED")).body("of", equalTo(0)).body("aside[0].why", equalTo("GONE"));
        declareGone(silent).statusCode(409).body("code", equalTo("INSTANCE_GONE"));

        world.position(silent, change, change.offset());
        await().atMost(SOON)
                .untilAsserted(() -> proof("").body("of", equalTo(1)).body("applied", equalTo(0)));
    }

    @Test
    void one_that_cannot_read_the_change_fails_it_until_it_is_superseded() {
        var a = instance(0);
        var change = world.tenant(tenant, 1, event);
        world.position(a, change.partition(), change.offset() + 1, List.of(change.offset()));

        proof("?wait=effective&timeout=15s")
                .body("status", equalTo("FAILED"))
                .body("failures.instanceId", contains(a.id()));

        // A failure ends the waiting, so ask until the later position has been heard.
        world.position(a, change.partition(), change.offset() + 3, List.of());
        await().atMost(SOON).untilAsserted(() -> proof("").body("status", equalTo("APPLIED")));
    }

    @Test
    void one_that_stopped_in_order_does_not_count() {
        var a = instance(0);
        var change = world.tenant(tenant, 1, event);
        world.position(a.stopped(), change, change.offset());

        proof("?wait=applied&timeout=15s")
                .body("status", equalTo("APPLIED"))
                .body("aside.instanceId", contains(a.id()))
                .body("aside[0].why", equalTo("STOPPED"));
    }

    @Test
    void one_that_stopped_in_order_and_came_back_has_no_delay_and_one_that_died_has() {
        var stopped = instance(0);
        var died = instance(0);
        world.position(stopped.stopped(), 0, 0, List.of());
        var change = world.tenant(tenant, 1, event);
        pause(50);
        world.position(stopped.restarted(), change, change.offset() + 1);
        world.position(died.restarted(), change, change.offset() + 1);

        proof("?wait=applied&timeout=15s")
                .body("status", equalTo("APPLIED"))
                .body("of", equalTo(2))
                .body(seat(stopped) + ".joinedAfter", equalTo(true))
                .body(seat(stopped) + ".delayMillis", equalTo(null))
                .body(seat(died) + ".joinedAfter", equalTo(false))
                .body(seat(died) + ".delayMillis", greaterThanOrEqualTo(50));
    }

    @Test
    void one_that_is_heard_first_after_an_event_has_no_delay() {
        var change = world.tenant(tenant, 1, event);
        var young = InstanceFixture.of("shop", 0);
        instances.add(young);
        world.position(young, change, change.offset() + 1);

        // Until it is heard there is nobody to wait for.
        await().atMost(SOON)
                .untilAsserted(() -> proof("")
                        .body("status", equalTo("APPLIED"))
                        .body("instances.size()", equalTo(1))
                        .body("instances[0].joinedAfter", equalTo(true))
                        .body("delaysMillis", equalTo(null)));
    }

    @Test
    void a_list_is_read_page_by_page() {
        var events = Stream.generate(WorldFixture::newId).limit(5).toList();
        for (var i = 0; i < events.size(); i++) {
            world.tenant(tenant, i + 1, events.get(i));
        }
        var path = "/api/v1/propagation?tenantId=" + tenant;
        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get(path)
                        .then()
                        .body(
                                "items.eventId",
                                equalTo(events.reversed().stream()
                                        .map(UUID::toString)
                                        .toList())));
        assertThat(pages(path + "&limit=2", "items.eventId"))
                .isEqualTo(events.reversed().stream().map(UUID::toString).toList());
        assertThat(pages(path + "&limit=2&status=APPLIED", "items.eventId")).hasSize(5);
        operator().get(path + "&status=FAILED").then().body("items", equalTo(List.of()));
        operator().get(path + "&to=2020-01-01T00:00:00Z").then().body("items", equalTo(List.of()));
        operator().get(path + "&from=2020-01-01T00:00:00Z").then().body("items.size()", equalTo(5));

        var some = Stream.generate(() -> instance(0))
                .limit(3)
                .map(InstanceFixture::id)
                .toList();
        assertThat(pages("/api/v1/instances?service=shop&limit=2", "items.instanceId"))
                .containsAll(some)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void what_is_old_is_not_kept() throws Exception {
        var a = instance(0);
        var change = world.tenant(tenant, 1, event);
        world.position(a, change, change.offset() + 1);
        proof("?wait=applied&timeout=15s").body("instances[0].delayMillis", greaterThanOrEqualTo(0));
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            statement.executeUpdate("update position_mark set appended_at = now() - interval '31 days'");
            statement.executeUpdate("insert into ledger_event (event_id, topic, topic_id, partition, record_offset,"
                    + " appended_at) values (gen_random_uuid(), 't', 't', 0, 0, now() - interval '31 days')");
        }
        var removed = new AtomicInteger();
        var done = new CompletableFuture<Void>();
        rounds.begin(
                "test",
                Duration.ZERO,
                () -> ledger.prune(Duration.ofDays(30)).map(some -> {
                    removed.addAndGet(some);
                    if (some == 0) {
                        done.complete(null);
                    }
                    return some == 0 ? Duration.ofDays(1) : Duration.ZERO;
                }));

        done.get(20, TimeUnit.SECONDS);
        assertThat(removed.get()).isGreaterThanOrEqualTo(2);
        proof("").body("status", equalTo("APPLIED")).body("delaysMillis", equalTo(null));
    }

    @Test
    void a_position_on_the_topic_of_another_service_is_set_aside() {
        var liar = new InstanceFixture("late", "i-" + UUID.randomUUID(), 0, false, java.time.Instant.EPOCH);
        var bytes = world.positionBytes(liar, 0, 5, List.of());
        world.raw(Contract.positions("shop"), liar.id(), bytes);
        world.raw(Contract.positions("shop"), liar.id(), new byte[] {9});
        var honest = instance(0);

        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get("/api/v1/instances/" + honest.id())
                        .then()
                        .statusCode(200));
        operator().get("/api/v1/instances/" + liar.id()).then().statusCode(404);
        operator()
                .queryParam("service", "shop")
                .queryParam("health", "READY")
                .queryParam("limit", "500")
                .get("/api/v1/instances")
                .then()
                .body("items.instanceId", hasItem(honest.id()));
    }

    @Test
    void many_positions_at_once_are_kept_up_with() throws Exception {
        var change = world.tenant(tenant, 1, event);
        var many =
                Stream.generate(() -> InstanceFixture.of("shop", 0)).limit(100).toList();
        var last = new AtomicReference<Future<RecordMetadata>>();
        var begun = System.nanoTime();
        for (var round = 0; round <= 50; round++) {
            for (var instance : many) {
                last.set(world.positionSoon(instance, change, change.offset() - 49 + round));
            }
        }
        last.get().get();
        var written = System.nanoTime();

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(
                        () -> proof("").body("status", equalTo("APPLIED")).body("of", equalTo(100)));
        System.out.printf(
                "5,100 positions of 100 instances: written in %d ms, known %d ms later%n",
                (written - begun) / 1_000_000, (System.nanoTime() - written) / 1_000_000);
        many.forEach(instance -> world.positionSoon(instance.stopped(), change, change.offset() + 1));
        await().atMost(SOON).untilAsserted(() -> proof("").body("aside.size()", equalTo(100)));
    }

    @Test
    void what_nobody_wrote_is_not_found() {
        operator()
                .get("/api/v1/propagation/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("EVENT_NOT_FOUND"));
    }

    private static List<String> pages(String path, String field) {
        var all = new ArrayList<String>();
        String cursor = null;
        do {
            var page = operator()
                    .get(cursor == null ? path : path + "&cursor=" + cursor)
                    .then()
                    .statusCode(200)
                    .extract();
            List<String> some = page.path(field);
            assertThat(some.size()).isLessThanOrEqualTo(2);
            all.addAll(some);
            cursor = page.path("next");
        } while (cursor != null);
        return all;
    }

    @Test
    void a_change_of_what_tenants_are_entitled_to_is_followed_and_an_older_sdk_is_named() {
        var change = world.change(Contract.ENTITLEMENTS, tenant, event, 1, new byte[] {0});
        var old = instance(0);
        var current = instance(0);
        await().atMost(SOON).untilAsserted(() -> proof("").body("onTopic", equalTo(true)));
        // The older one tells of the tenants' topic alone. Until its run is some seconds old that may change.
        proof("").body("status", not(equalTo("FAILED"))).body("failures", equalTo(List.of()));
        pause(5_500);
        tell(old, world.at(Contract.TENANTS, 0, 0, List.of()));
        tell(current, change, change.offset() + 1);
        await().atMost(SOON)
                .untilAsserted(() -> proof("")
                        .body("status", equalTo("FAILED"))
                        .body("effective", equalTo(false))
                        .body("applied", equalTo(1))
                        .body("of", equalTo(2))
                        .body("failures.instanceId", contains(old.id()))
                        .body("failures[0].verdict", equalTo("NOT_FOLLOWING"))
                        .body(seat(current) + ".verdict", equalTo("APPLIED")));

        // It comes back with an SDK that follows. Until that is heard the failure is an answer, for which nobody waits.
        tell(old, change, change.offset() + 1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> proof("").body("status", equalTo("APPLIED")).body("applied", equalTo(2)));
    }

    @Test
    void a_lease_does_not_prove_what_it_does_not_cover() {
        var change = world.change(Contract.ENTITLEMENTS, tenant, event, 1, new byte[] {0});
        var leased = instance(1_000);
        tell(leased, change, change.offset());
        await().atMost(SOON)
                .untilAsserted(() -> proof("")
                        .body("onTopic", equalTo(true))
                        .body("status", equalTo("UNPROVEN"))
                        .body("unproven.instanceId", contains(leased.id())));
    }

    private void tell(InstanceFixture instance, RecordMetadata change, long nextOffset) {
        tell(
                instance,
                world.at(Contract.TENANTS, 0, 0, List.of()),
                world.at(Contract.ENTITLEMENTS, change.partition(), nextOffset, List.of()));
    }

    private void tell(InstanceFixture instance, PartitionPosition... partitions) {
        world.position(instance, List.of(partitions));
    }

    private static String seat(InstanceFixture instance) {
        return "instances.find { it.instanceId == '" + instance.id() + "' }";
    }

    private InstanceFixture instance(long leaseMillis) {
        var instance = InstanceFixture.of("shop", leaseMillis);
        instances.add(instance);
        world.position(instance, 0, 0, List.of());
        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get("/api/v1/instances/" + instance.id())
                        .then()
                        .statusCode(200));
        return instance;
    }

    private ValidatableResponse proof(String query) {
        return Rest.as(Role.AUDITOR)
                .get("/api/v1/propagation/" + event + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse declareGone(InstanceFixture instance) {
        return operator()
                .body(Map.of("reason", "the machine burnt"))
                .post("/api/v1/instances/" + instance.id() + "/declare-gone")
                .then();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
