package io.centercontrol.audit.stream;

import static io.centercontrol.audit.TrailFixture.as;
import static io.centercontrol.audit.TrailFixture.auditor;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static io.centercontrol.audit.stream.StreamFixture.STREAMS;
import static io.centercontrol.audit.stream.StreamFixture.admin;
import static io.centercontrol.audit.stream.StreamFixture.ask;
import static io.centercontrol.audit.stream.StreamFixture.create;
import static io.centercontrol.audit.stream.StreamFixture.syslog;
import static io.centercontrol.audit.stream.StreamFixture.webhook;
import static io.restassured.RestAssured.given;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded comes to a SIEM, in its order and at least once, whatever the SIEM does. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class StreamIT {
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final UUID tenant = EventWriter.newId();
    private final List<String> events = new ArrayList<>();
    private PlatformFixture platform = new PlatformFixture("audit-service");

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void begin() {
        platform = new PlatformFixture("audit-service");
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void entries_come_in_their_order_signed_and_a_batch_that_failed_comes_again_as_it_was() throws Exception {
        try (var siem = new HttpSiem()) {
            siem.answer(got -> got.number() <= 2 ? 500 : 204);
            happened(3);
            var stream = create(fromTheBeginning(webhook(siem.url(), tenant.toString())));
            await().atMost(BOUND).until(() -> siem.got().size() >= 2);
            var failing = stream.now();
            happened(2);
            await().atMost(BOUND).until(() -> siem.events().containsAll(events));

            assertThat(failing.getString("state")).isEqualTo("FAILING");
            assertThat(failing.getString("problem")).contains("500");
            var got = siem.got();
            assertThat(got.get(0).events()).as("in one batch").isEqualTo(events.subList(0, 3));
            assertThat(got.get(1).id()).isEqualTo(got.get(0).id());
            assertThat(got.get(2).id()).isEqualTo(got.get(0).id());
            assertThat(got.get(1).body()).isEqualTo(got.get(0).body());
            assertThat(siem.events().stream().distinct()).isEqualTo(events);
            assertThat(got).allMatch(one -> one.isSignedWith(stream.secret()));
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(stream.now().getInt("sent")).isEqualTo(5));
            assertThat(stream.now().getString("state")).isEqualTo("RUNNING");
            assertThat(stream.now().getString("secret")).isNull();
            remove(stream);
        }
    }

    @Test
    void one_that_hangs_holds_up_no_other_and_shows_in_the_metrics() throws Exception {
        var hangs = new AtomicBoolean(true);
        try (var hanging = new HttpSiem();
                var quick = new HttpSiem()) {
            hanging.answer(got -> {
                while (hangs.get()) {
                    Thread.onSpinWait();
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException e) {
                        return 500;
                    }
                }
                return 204;
            });
            var one = create(webhook(hanging.url(), tenant.toString()));
            var other = create(webhook(quick.url(), tenant.toString()));
            happened(2);

            await().atMost(BOUND).until(() -> quick.events().containsAll(events));
            await().atMost(BOUND)
                    .untilAsserted(
                            () -> assertThat(one.now().getString("state")).isEqualTo("FAILING"));
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(given().get("/q/metrics")
                                    .then()
                                    .extract()
                                    .asString()
                                    .lines())
                            .anyMatch(line -> line.startsWith("cc_audit_stream_lag_entries{")
                                    && line.contains(one.name())
                                    && !line.endsWith(" 0.0"))
                            .anyMatch(line ->
                                    line.startsWith("cc_audit_stream_lag_seconds{") && line.contains(one.name()))
                            .anyMatch(line ->
                                    line.startsWith("cc_audit_stream_sent_total{") && line.contains(other.name())));
            hangs.set(false);
            await().atMost(BOUND).until(() -> hanging.events().containsAll(events));
            remove(one);
            remove(other);
        }
    }

    @Test
    void while_it_is_paused_nothing_is_sent_and_nothing_is_lost_and_it_is_sent_again_from_an_index() throws Exception {
        try (var siem = new HttpSiem()) {
            var stream = create(webhook(siem.url(), tenant.toString()));
            ask(stream, "pause", Map.of()).statusCode(200).body("state", equalTo("PAUSED"));
            happened(2);
            ask(stream, "test", Map.of()).statusCode(200).body("taken", equalTo(true));
            assertThat(siem.got()).hasSize(1).allMatch(one -> one.body().contains("audit.test"));

            ask(stream, "resume", Map.of()).statusCode(200);
            await().atMost(BOUND).until(() -> siem.events().equals(events));
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(stream.now().getInt("sent")).isEqualTo(2));
            var second = entry(UUID.fromString(events.getLast())).getLong("entry.index");
            ask(stream, "replay", Map.of("fromIndex", second)).statusCode(200);
            await().atMost(BOUND)
                    .until(() -> siem.events().equals(List.of(events.getFirst(), events.getLast(), events.getLast())));
            ask(stream, "replay", Map.of("fromIndex", Long.MAX_VALUE)).statusCode(400);
            remove(stream);
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(get(TrailFixture.ENTRIES + "?order=OLDEST&target="
                                            + stream.path().substring(STREAMS.length() + 1))
                                    .getList("items.action"))
                            .contains(
                                    "audit-stream.created",
                                    "audit-stream.paused",
                                    "audit-stream.resumed",
                                    "audit-stream.replayed",
                                    "audit-stream.removed"));
        }
    }

    @Test
    void until_the_old_secret_ends_each_request_is_signed_with_both() throws Exception {
        try (var siem = new HttpSiem()) {
            var stream = create(webhook(siem.url(), tenant.toString()));
            var fresh = ask(stream, "rotate-secret", Map.of("overlap", "PT1H"))
                    .statusCode(200)
                    .extract()
                    .<String>path("secret");
            happened(1);
            await().atMost(BOUND).until(() -> siem.events().equals(events));
            assertThat(siem.got().getFirst().isSignedWith(stream.secret())).isTrue();
            assertThat(siem.got().getFirst().isSignedWith(fresh)).isTrue();

            var last = ask(stream, "rotate-secret", Map.of("overlap", "PT0S"))
                    .statusCode(200)
                    .extract()
                    .<String>path("secret");
            happened(1);
            await().atMost(BOUND).until(() -> siem.events().equals(events));
            assertThat(siem.got().getLast().isSignedWith(last)).isTrue();
            assertThat(siem.got().getLast().isSignedWith(fresh)).isFalse();
            assertThat(siem.got().getLast().isSignedWith(stream.secret())).isFalse();
            remove(stream);
        }
    }

    @Test
    void syslog_comes_over_tls_in_frames_of_octets_and_what_was_cut_off_comes_again() throws Exception {
        try (var siem = new SyslogSiem(folder)) {
            siem.cut(2);
            var stream = create(syslog(siem.port(), siem.certificate(), tenant.toString()));
            happened(3);
            allCome(siem, stream);
            await().atMost(BOUND)
                    .untilAsserted(
                            () -> assertThat(stream.now().getString("state")).isEqualTo("RUNNING"));

            assertThat(siem.messages().stream().map(StreamIT::event).distinct()).isEqualTo(events);
            assertThat(siem.messages())
                    .as("two were cut off behind their first")
                    .hasSizeGreaterThanOrEqualTo(5);
            assertThat(siem.connections()).isGreaterThanOrEqualTo(3);
            var message = siem.messages().getLast();
            assertThat(message)
                    .startsWith("<110>1 ")
                    .contains(" test-platform center-control - tenant.changed [cc@32473 index=\"")
                    .contains("] \uFEFF{\"class_uid\":3004,");
            happened(1);
            await().atMost(BOUND).until(() -> event(siem.messages().getLast()).equals(events.getLast()));
            remove(stream);
        }
    }

    private void allCome(SyslogSiem siem, StreamFixture.Made stream) {
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(
                                siem.messages().stream().map(StreamIT::event).distinct())
                        .as(() -> siem.connections() + " connections, "
                                + siem.messages().size() + " messages: "
                                + stream.now().prettify())
                        .containsAll(events));
    }

    private static String event(String message) {
        var from = message.indexOf("eventId=\"") + 9;
        return message.substring(from, from + 36);
    }

    @Test
    void a_connection_that_tcp_alone_has_ended_has_taken_nothing() throws Exception {
        try (var siem = new SyslogSiem(folder)) {
            siem.hangUp(2);
            var stream = create(syslog(siem.port(), siem.certificate(), tenant.toString()));
            happened(3);
            allCome(siem, stream);
            assertThat(siem.connections()).isGreaterThanOrEqualTo(3);
            remove(stream);
        }
    }

    @Test
    void a_receiver_that_shows_another_certificate_is_told_nothing() throws Exception {
        try (var siem = new SyslogSiem(folder);
                var other = new SyslogSiem(folder)) {
            var stream = create(syslog(siem.port(), other.certificate(), tenant.toString()));
            happened(1);
            await().atMost(BOUND)
                    .untilAsserted(
                            () -> assertThat(stream.now().getString("state")).isEqualTo("FAILING"));
            assertThat(stream.now().getString("problem")).containsIgnoringCase("certificat");
            assertThat(siem.messages()).isEmpty();

            var body = new HashMap<>(syslog(siem.port(), siem.certificate(), tenant.toString()));
            body.put("format", "ENTRY");
            admin().header("If-Match", "\"1\"")
                    .body(body)
                    .put(stream.path())
                    .then()
                    .statusCode(200);
            await().atMost(BOUND).until(() -> siem.messages().size() == 1);
            assertThat(siem.messages().getFirst()).contains("\uFEFF{\"eventId\":\"" + events.getFirst());
            admin().header("If-Match", "\"1\"")
                    .body(body)
                    .put(stream.path())
                    .then()
                    .statusCode(412);
            ask(stream, "rotate-secret", Map.of()).statusCode(409).body("code", equalTo("STREAM_HAS_NO_SECRET"));
            remove(stream);
        }
    }

    @Test
    void what_must_not_be_called_or_makes_no_sense_is_refused() throws Exception {
        for (var url : List.of("https://10.0.0.1/x", "https://169.254.169.254/latest", "https://[::ffff:10.0.0.1]/")) {
            admin().body(webhook(url, "x"))
                    .post(STREAMS)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("ADDRESS_NOT_ALLOWED"));
        }
        var inside = new HashMap<>(syslog(6514, "", "x"));
        inside.put("host", "192.168.0.1");
        inside.remove("certificates");
        admin().body(inside).post(STREAMS).then().statusCode(400).body("code", equalTo("ADDRESS_NOT_ALLOWED"));
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("kind", "PIGEON"),
                Map.of("name", " "),
                Map.of("url", "ftp://example.com/"),
                Map.of("host", "example.com"),
                Map.of("fromIndex", -1),
                Map.of("fromIndex", Long.MAX_VALUE),
                Map.of("filter", Map.of("outcome", "MAYBE")),
                Map.of("surprise", 1))) {
            var body = new HashMap<>(webhook("http://127.0.0.1:9/", "x"));
            body.putAll(wrong);
            assertThat(admin().body(body).post(STREAMS).statusCode())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
        admin().body(syslog(6514, "no PEM", "x")).post(STREAMS).then().statusCode(400);
        var body = webhook("http://127.0.0.1:9/", "x");
        var stream = create(body);
        admin().body(body).post(STREAMS).then().statusCode(409).body("code", equalTo("STREAM_NAME_TAKEN"));
        auditor().get(STREAMS).then().statusCode(200);
        as(Role.PLATFORM_VIEWER).get(STREAMS).then().statusCode(403);
        auditor().delete(stream.path() + "?reason=x").then().statusCode(403);
        remove(stream);
        admin().get(stream.path()).then().statusCode(404);
    }

    private static Map<String, @Nullable Object> fromTheBeginning(Map<String, @Nullable Object> body) {
        body.put("fromIndex", 0);
        return body;
    }

    private static void remove(StreamFixture.Made stream) {
        admin().delete(stream.path() + "?reason=over").then().statusCode(200);
    }

    private void happened(int times) {
        for (var i = 0; i < times; i++) {
            events.add(platform.tenant(tenant, events.size() + 1, TenantStatus.ACTIVE)
                    .toString());
        }
        entry(UUID.fromString(events.getLast()));
    }
}
