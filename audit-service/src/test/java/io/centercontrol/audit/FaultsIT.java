package io.centercontrol.audit;

import static io.centercontrol.audit.TrailFixture.ENTRIES;
import static io.centercontrol.audit.TrailFixture.auditor;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static io.centercontrol.audit.TrailFixture.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** What happens to parts and by readers, and the trail goes on. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class FaultsIT {
    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final int READERS = 1_000;

    @Test
    void a_full_disk_is_waited_out_and_nothing_is_lost_or_set_aside() throws Exception {
        var tenant = EventWriter.newId();
        try (var platform = new PlatformFixture("audit-service")) {
            entry(platform.tenant(tenant, 1, TenantStatus.ACTIVE));
            sql(
                    "create function no_space() returns trigger language plpgsql as $$ begin raise exception"
                            + " 'could not extend file' using errcode = '53100'; end $$",
                    "create trigger no_space before insert on log_leaf for each row execute function no_space()");
            var second = platform.tenant(tenant, 2, TenantStatus.ACTIVE);
            var third = platform.tenant(tenant, 3, TenantStatus.ACTIVE);
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            auditor().get(ENTRIES + "/" + second).then().statusCode(404);
            sql("drop function no_space cascade");

            entry(third);
            entry(second);
            assertThat(number(
                            "select count(*) from quarantine where record_key = convert_to('" + tenant + "', 'UTF8')"))
                    .isZero();
            assertThat(number("select count(*) from gap where key = '" + tenant + "'"))
                    .isZero();
        }
    }

    @Test
    void a_topic_that_is_made_anew_is_heard_from_its_beginning() throws Exception {
        var before = EventWriter.newId();
        var after = EventWriter.newId();
        var topic = Environment.current().name(Contract.TENANTS);
        try (var platform = new PlatformFixture("audit-service")) {
            entry(platform.tenant(before, 1, TenantStatus.ACTIVE));
            try (var admin = Admin.create(Environment.current().kafkaProperties())) {
                admin.deleteTopics(List.of(topic)).all().get();
                await().atMost(BOUND)
                        .until(() -> !admin.listTopics().names().get().contains(topic));
                admin.createTopics(List.of(new NewTopic(topic, Contract.TENANTS.partitions(), (short) 1)
                                .configs(Contract.TENANTS.config())))
                        .all()
                        .get();
            }
        }
        try (var platform = new PlatformFixture("audit-service")) {
            // Its owner says again what is true.
            platform.tenant(before, 1, TenantStatus.ACTIVE);
            entry(platform.tenant(after, 1, TenantStatus.ACTIVE));
            assertThat(get(ENTRIES + "?tenantId=" + before + "&topic=cc.tenants.v1")
                            .getInt("total"))
                    .as("what was heard before is no second entry")
                    .isEqualTo(1);
        }
    }

    /** More than their share is refused with when to come again; and nobody else waits for them. */
    @Test
    void a_thousand_readers_of_tiles_at_once_hold_up_nobody() throws Exception {
        var url = URI.create("http://127.0.0.1:" + RestAssured.port + "/tlog/tile/0/000.p/1");
        var token = Environment.current().tokens().of(Role.AUDITOR);
        var answers = new ConcurrentHashMap<Integer, AtomicInteger>();
        var tenant = EventWriter.newId();
        try (var platform = new PlatformFixture("audit-service");
                var http = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            entry(platform.tenant(tenant, 1, TenantStatus.ACTIVE));
            var all = new ArrayList<java.util.concurrent.Future<?>>();
            for (var reader = 0; reader < READERS; reader++) {
                all.add(threads.submit(() -> {
                    var request = HttpRequest.newBuilder(url)
                            .header("Authorization", "Bearer " + token)
                            .build();
                    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == 429) {
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    }
                    answers.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger())
                            .incrementAndGet();
                    return null;
                }));
            }
            var meanwhile = platform.tenant(tenant, 2, TenantStatus.ACTIVE);
            for (var one : all) {
                one.get();
            }
            await().atMost(BOUND)
                    .until(() -> number("select count(*) from entry where event_id = '" + meanwhile + "'") == 1);
        }
        assertThat(answers.keySet()).isSubsetOf(200, 429).contains(200);
        assertThat(answers.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(READERS);
        await().atMost(BOUND)
                .untilAsserted(() -> auditor().get("/tlog/checkpoint").then().statusCode(200));
    }

    private static void sql(String... statements) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
