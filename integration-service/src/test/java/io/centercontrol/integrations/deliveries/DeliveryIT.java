package io.centercontrol.integrations.deliveries;

import static io.centercontrol.integrations.WebhookFixture.admin;
import static io.centercontrol.integrations.WebhookFixture.ask;
import static io.centercontrol.integrations.WebhookFixture.body;
import static io.centercontrol.integrations.WebhookFixture.create;
import static io.centercontrol.integrations.WebhookFixture.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.Task;
import io.centercontrol.events.billing.Statement;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.events.usage.Consumption;
import io.centercontrol.events.usage.ConsumptionThreshold;
import io.centercontrol.events.usage.ReachedThreshold;
import io.centercontrol.events.webhooks.WebhookEndpoint;
import io.centercontrol.integrations.Receiver;
import io.centercontrol.integrations.Receiver.Answer;
import io.centercontrol.integrations.Receiver.Got;
import io.centercontrol.integrations.WebhookFixture.Made;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of the real broker reach a real receiver. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = @ResourceArg(name = "service", value = "integration-service"))
class DeliveryIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofMillis(700);

    private PlatformFixture platform;
    private Receiver receiver;
    private final List<Made> made = new ArrayList<>();

    @BeforeEach
    void begin() {
        platform = new PlatformFixture("integration-service");
        receiver = new Receiver();
    }

    @AfterEach
    void end() {
        made.forEach(one -> remove(one));
        platform.close();
        receiver.close();
    }

    private Made endpoint(String path, String... types) {
        return kept(create(receiver.url(path), types));
    }

    private Made kept(Made one) {
        made.add(one);
        return one;
    }

    @Test
    void an_event_comes_signed_and_whole() {
        var endpoint = endpoint("/whole", "tenant.*");
        var tenant = EventWriter.newId();

        var event = platform.tenant(tenant, 7, TenantStatus.SUSPENDED);

        var got = awaited("/whole", 1).getFirst();
        assertThat(got.id()).isEqualTo(event.toString());
        assertThat(got.isSignedWith(endpoint.secret())).isTrue();
        assertThat(got.headers().get("Content-type")).containsExactly("application/json");
        assertThat(got.<String>json("type")).isEqualTo("tenant.changed");
        assertThat(got.<String>json("data.tenantId")).isEqualTo(tenant.toString());
        assertThat(got.<Integer>json("data.version")).isEqualTo(7);
        assertThat(got.<String>json("data.topic")).isEqualTo("cc.tenants.v1");
        assertThat(got.<String>json("data.actor.id")).isEqualTo("test");
        assertThat(got.<String>json("data.reason")).isEqualTo("of a test");
        assertThat(got.<String>json("data.changes[0].path")).isEqualTo("/status");
        assertThat(got.<String>json("data.changes[0].after.is")).isEqualTo("7");
        assertThat(got.<String>json("data.state.status")).isEqualTo("SUSPENDED");
        assertThat(got.<String>json("data.state.createdAt")).endsWith("Z");
        assertThat(got.<Object>json("data.state.change")).isNull();
    }

    @Test
    void it_is_told_of_its_types_and_its_tenants_alone() {
        var mine = EventWriter.newId();
        endpoint("/flags", "flag.*");
        var of = body(receiver.url("/mine"), List.of("*"));
        of.put("tenants", List.of(mine.toString()));
        of.put("payload", "THIN");
        kept(create(of));

        platform.tenant(EventWriter.newId(), 1, TenantStatus.ACTIVE);
        var event = platform.tenant(mine, 1, TenantStatus.ACTIVE);

        var got = awaited("/mine", 1);
        assertThat(got).hasSize(1);
        assertThat(got.getFirst().id()).isEqualTo(event.toString());
        assertThat(got.getFirst().body()).doesNotContain("Canary").doesNotContain("of a test");
        assertThat(receiver.at("/flags")).isEmpty();
    }

    @Test
    void thresholds_are_told_and_mere_figures_to_who_names_them_alone() throws InterruptedException {
        var tenant = EventWriter.newId();
        var all = body(receiver.url("/all"), List.of("*"));
        all.put("tenants", List.of(tenant.toString()));
        kept(create(all));
        endpoint("/usage", "consumption.*");
        endpoint("/figures", "consumption.changed");

        var figures = consumption(tenant, 1, "consumption.changed");
        var threshold = consumption(tenant, 2, "consumption.threshold-reached");

        var got = awaited("/usage", 1);
        assertThat(got.getFirst().id()).isEqualTo(threshold.toString());
        assertThat(got.getFirst().<String>json("data.tenantId")).isEqualTo(tenant.toString());
        assertThat(got.getFirst().<String>json("data.state.reached[0].threshold"))
                .isEqualTo("PERCENT_90");
        assertThat(awaited("/all", 1).getFirst().id()).isEqualTo(threshold.toString());
        assertThat(awaited("/figures", 1).getFirst().id()).isEqualTo(figures.toString());
        Thread.sleep(A_WHILE.toMillis());
        assertThat(receiver.at("/usage")).hasSize(1);
        assertThat(receiver.at("/all")).hasSize(1);
        assertThat(receiver.at("/figures")).hasSize(1);
    }

    @Test
    void a_statement_is_told() {
        var tenant = EventWriter.newId();
        var eventId = EventWriter.newId();
        endpoint("/billed", "statement.*");
        var now = Instant.now();
        var record = Statement.newBuilder()
                .setChange(change(tenant, eventId, 3, "statement.closed"))
                .setTenantId(tenant)
                .setNumber(3)
                .setPeriodStart(now)
                .setPeriodEnd(now)
                .setTimeZone("Europe/Berlin")
                .setClosedAt(now)
                .setForm("cc-statement/1")
                .setPreviousHash("00")
                .setHash("01")
                .build();
        platform.events().named("statement.closed");
        platform.events().state(Contract.BILLING, tenant.toString(), eventId, 3, record);
        platform.events().named(null);

        var got = awaited("/billed", 1).getFirst();
        assertThat(got.id()).isEqualTo(eventId.toString());
        assertThat(got.<String>json("data.tenantId")).isEqualTo(tenant.toString());
        assertThat(got.<String>json("data.state.hash")).isEqualTo("01");
    }

    private static Change change(UUID tenant, UUID eventId, long version, String type) {
        return Change.newBuilder()
                .setEventId(eventId)
                .setAggregateId(tenant.toString())
                .setVersion(version)
                .setType(type)
                .setTime(Instant.now())
                .setActor(new Actor("metrics-ingest", ActorKind.SERVICE, null))
                .build();
    }

    private UUID consumption(UUID tenant, long version, String type) {
        var eventId = EventWriter.newId();
        var record = Consumption.newBuilder()
                .setChange(change(tenant, eventId, version, type))
                .setTenantId(tenant)
                .setFeatures(List.of())
                .setReached(List.of(new ReachedThreshold("api-calls", ConsumptionThreshold.PERCENT_90)))
                .setUpdatedAt(Instant.now())
                .build();
        platform.events().named(type);
        platform.events().state(Contract.CONSUMPTION, tenant.toString(), eventId, version, record);
        platform.events().named(null);
        return eventId;
    }

    @Test
    void what_is_heard_twice_is_told_once() throws InterruptedException {
        endpoint("/twice", "tenant.*");
        var event = EventWriter.newId();
        var tenant = EventWriter.newId();
        platform.tenant(event, tenant, 1, TenantStatus.ACTIVE);
        awaited("/twice", 1);

        platform.tenant(event, tenant, 1, TenantStatus.ACTIVE);
        platform.tenant(tenant, 2, TenantStatus.ACTIVE);

        awaited("/twice", 2);
        Thread.sleep(A_WHILE.toMillis());
        assertThat(receiver.at("/twice")).hasSize(2);
    }

    @Test
    void what_fails_is_tried_again_with_the_same_id_then_given_up_and_replayed() {
        var endpoint = endpoint("/failing", "tenant.*");
        receiver.answer("/failing", got -> new Answer(500, Map.of(), "no\u0000thing works" + "!".repeat(9_000), 0));

        var event = platform.tenant(EventWriter.newId(), 1, TenantStatus.ACTIVE);

        var delivery = endpoint.path() + "/deliveries/" + event;
        await().atMost(BOUND).untilAsserted(() -> admin().get(delivery).then().body("state", equalTo("FAILED")));
        assertThat(receiver.at("/failing")).hasSize(4).extracting(Got::id).containsOnly(event.toString());
        var shown = admin().get(delivery).then().statusCode(200).extract();
        assertThat(shown.<Integer>path("attempts")).isEqualTo(4);
        assertThat(shown.<Integer>path("lastStatus")).isEqualTo(500);
        assertThat(shown.<List<Integer>>path("requests.status")).containsExactly(500, 500, 500, 500);
        assertThat(shown.<String>path("requests[0].answer")).startsWith("no").hasSizeLessThanOrEqualTo(2_000);
        assertThat(shown.<String>path("body.data.eventId")).isEqualTo(event.toString());

        receiver.answer("/failing", got -> Answer.of(204));
        admin().queryParam("dryRun", true)
                .body(Map.of("reason", "it works again"))
                .post(endpoint.path() + "/replay")
                .then()
                .statusCode(200)
                .body("deliveries", equalTo(1));
        assertThat(receiver.at("/failing")).hasSize(4);
        ask(endpoint, "replay", Map.of()).statusCode(202).body("deliveries", equalTo(1));

        await().atMost(BOUND).untilAsserted(() -> admin().get(delivery).then().body("state", equalTo("DELIVERED")));
        assertThat(receiver.at("/failing").getLast().id()).isEqualTo(event.toString());
        admin().get(delivery).then().body("attempts", equalTo(5)).body("lastError", nullValue());
    }

    @Test
    void of_an_ordered_endpoint_what_follows_waits_and_what_is_of_others_does_not() {
        var ordered = body(receiver.url("/ordered"), List.of("tenant.*"));
        ordered.put("ordered", true);
        kept(create(ordered));
        var one = EventWriter.newId();
        var other = EventWriter.newId();
        var failures = new AtomicInteger();
        receiver.answer(
                "/ordered",
                got -> got.<String>json("data.tenantId").equals(one.toString())
                                && got.<Integer>json("data.version") == 1
                                && failures.incrementAndGet() < 3
                        ? Answer.of(503)
                        : Answer.of(200));

        platform.tenant(one, 1, TenantStatus.ACTIVE);
        platform.tenant(one, 2, TenantStatus.ACTIVE);
        platform.tenant(other, 1, TenantStatus.ACTIVE);
        platform.tenant(one, 3, TenantStatus.ACTIVE);

        var got = awaited("/ordered", 6);
        assertThat(versions(got, one)).containsExactly(1, 1, 1, 2, 3);
        assertThat(versions(got, other)).containsExactly(1);
        assertThat(got.indexOf(of(got, other)))
                .as("another aggregate's does not wait")
                .isLessThan(4);
    }

    @Test
    void one_that_hangs_or_leads_elsewhere_holds_up_nobody_else() {
        var hanging = endpoint("/hanging", "tenant.*");
        receiver.answer("/hanging", got -> new Answer(200, Map.of(), "late", 60_000));
        var leading = endpoint("/leading", "tenant.*");
        receiver.answer("/leading", got -> new Answer(307, Map.of("Location", receiver.url("/inside")), "", 0));
        endpoint("/quick", "tenant.*");
        var tenant = EventWriter.newId();

        var events = new ArrayList<UUID>();
        for (var i = 1; i <= 20; i++) {
            events.add(platform.tenant(tenant, i, TenantStatus.ACTIVE));
        }

        var began = System.nanoTime();
        awaited("/quick", 20);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("the other one's patience is 2 s for each")
                .isLessThan(Duration.ofSeconds(20));
        await().atMost(BOUND)
                .untilAsserted(() -> admin().get(hanging.path() + "/deliveries/" + events.getFirst())
                        .then()
                        .body("lastError", equalTo("no answer within 2 s")));
        await().atMost(BOUND)
                .untilAsserted(() -> admin().get(leading.path() + "/deliveries/" + events.getFirst())
                        .then()
                        .body("lastStatus", equalTo(307)));
        assertThat(receiver.at("/inside")).isEmpty();
    }

    @Test
    void what_happens_while_it_is_disabled_is_sent_once_it_is_enabled() throws InterruptedException {
        var endpoint = endpoint("/resting", "tenant.*");
        ask(endpoint, "disable", Map.of()).statusCode(200).body("disabled", equalTo("BY_PERSON"));
        ask(endpoint, "disable", Map.of()).statusCode(200).body("version", equalTo(2));
        admin().post(endpoint.path() + "/test")
                .then()
                .statusCode(409)
                .body("code", equalTo("WEBHOOK_ENDPOINT_DISABLED"));
        var event = platform.tenant(EventWriter.newId(), 1, TenantStatus.ACTIVE);
        await().atMost(BOUND)
                .untilAsserted(() -> admin().get(endpoint.path()).then().body("pending", equalTo(1)));
        Thread.sleep(A_WHILE.toMillis());
        assertThat(receiver.at("/resting")).isEmpty();

        ask(endpoint, "enable", Map.of()).statusCode(200).body("disabled", nullValue());

        assertThat(awaited("/resting", 1).getFirst().id()).isEqualTo(event.toString());
    }

    @Test
    void who_answers_gone_or_fails_for_long_is_disabled_and_another_is_told_so() {
        var gone = endpoint("/gone", "tenant.*");
        receiver.answer("/gone", got -> Answer.of(410));
        var failing = endpoint("/broken", "tenant.*");
        receiver.answer("/broken", got -> Answer.of(502));
        endpoint("/watch", "webhook-endpoint.disabled");
        Environment.current().awaitConnected();
        var tenant = EventWriter.newId();

        for (var i = 1; i <= 12; i++) {
            platform.tenant(tenant, i, TenantStatus.ACTIVE);
        }

        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            admin().get(gone.path()).then().body("disabled", equalTo("GONE"));
            admin().get(failing.path()).then().body("disabled", equalTo("FAILING"));
        });
        var told = awaited("/watch", 2);
        assertThat(told).extracting(got -> got.<String>json("data.state.id")).contains(gone.id(), failing.id());
        assertThat(told).extracting(got -> got.<String>json("type")).containsOnly("webhook-endpoint.disabled");
        assertThat(receiver.at("/gone")).hasSizeLessThan(12);
    }

    @Test
    void a_rotated_secret_and_the_one_before_it_both_verify_until_the_overlap_is_over() {
        var endpoint = endpoint("/rotating", "tenant.*");
        var fresh = ask(endpoint, "rotate-secret", Map.of("overlap", "PT1H"))
                .statusCode(200)
                .extract()
                .<String>path("secret");
        platform.tenant(EventWriter.newId(), 1, TenantStatus.ACTIVE);
        var got = awaited("/rotating", 1).getFirst();
        assertThat(got.isSignedWith(endpoint.secret())).isTrue();
        assertThat(got.isSignedWith(fresh)).isTrue();

        var last = ask(endpoint, "rotate-secret", Map.of("overlap", "PT0S"))
                .statusCode(200)
                .extract()
                .<String>path("secret");
        platform.tenant(EventWriter.newId(), 1, TenantStatus.ACTIVE);
        var after = awaited("/rotating", 2).getLast();
        assertThat(after.isSignedWith(last)).isTrue();
        assertThat(after.isSignedWith(fresh)).isFalse();
        assertThat(after.isSignedWith(endpoint.secret())).isFalse();
    }

    @Test
    void no_event_has_a_secret() {
        Environment.current().awaitConnected();
        var endpoint = endpoint("/canary", "webhook-endpoint.*");
        ask(endpoint, "rotate-secret", Map.of()).statusCode(200);

        try (var topic = Environment.current().read(Contract.WEBHOOK_ENDPOINTS)) {
            var record = topic.await(
                    one -> one.key().equals(endpoint.id())
                            && EventWriter.decode(one.value(), WebhookEndpoint.class)
                                    .getChange()
                                    .getType()
                                    .equals("webhook-endpoint.secret-rotated"),
                    BOUND);
            assertThat(new String(record.value(), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("whsec")
                    .doesNotContain(endpoint.secret().substring(6, 30));
        }
        assertThat(awaited("/canary", 1))
                .allSatisfy(got -> assertThat(got.body()).doesNotContain("whsec"));
    }

    @Test
    void of_an_erased_tenant_stays_that_it_was_told_of_and_nothing_else() {
        var endpoint = endpoint("/erased", "tenant.*");
        var tenant = EventWriter.newId();
        var named = body(receiver.url("/named"), List.of("*"));
        named.put("tenants", List.of(tenant.toString()));
        var only = create(named);
        receiver.answer("/erased", got -> new Answer(200, Map.of(), got.body(), 0));
        var event = platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        awaited("/erased", 1);
        var delivery = endpoint.path() + "/deliveries/" + event;
        await().atMost(BOUND).untilAsserted(() -> admin().get(delivery).then().body("state", equalTo("DELIVERED")));
        assertThat(admin().get(delivery).asString()).contains("Canary");

        platform.asked(tenant, 2, 1, Task.ERASE);

        try (var reports = Environment.current().read(Contract.reports("integration-service"))) {
            var report = EventWriter.decode(
                    reports.await(one -> one.key().equals(tenant.toString()), BOUND)
                            .value(),
                    Report.class);
            assertThat(report.getTask()).isEqualTo(Task.ERASE);
            assertThat(report.getOutcome().name()).isEqualTo("SUCCEEDED");
            assertThat(report.getKept()).hasSize(2);
        }
        assertThat(admin().get(delivery).asString()).doesNotContain("Canary").contains("\"payload\":\"THIN\"");
        admin().get(only.path()).then().body("removed", equalTo(true));
        platform.tenant(tenant, 3, TenantStatus.DELETED);
        var late = awaited("/erased", 2).getLast();
        assertThat(late.body()).doesNotContain("Canary");
    }

    private List<Got> awaited(String path, int count) {
        await().atMost(BOUND).until(() -> receiver.at(path).size() >= count);
        return receiver.at(path);
    }

    private static List<Integer> versions(List<Got> got, UUID tenant) {
        return got.stream()
                .filter(one -> one.<String>json("data.tenantId").equals(tenant.toString()))
                .map(one -> one.<Integer>json("data.version"))
                .toList();
    }

    private static Got of(List<Got> got, UUID tenant) {
        return got.stream()
                .filter(one -> one.<String>json("data.tenantId").equals(tenant.toString()))
                .findFirst()
                .orElseThrow();
    }
}
