package io.centercontrol.governance.http;

import static io.centercontrol.governance.http.GovernanceFixture.existingTests;
import static io.centercontrol.governance.http.GovernanceFixture.limitTests;
import static io.centercontrol.governance.http.GovernanceFixture.register;
import static io.centercontrol.governance.http.GovernanceFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit of tenants holds exactly, whoever comes at the same time, and costs no queue where it is far. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class TenantLimitIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String RAW = """
            insert into tenant (id, version, event_id, slug, name, kind, status, region, created_at, updated_at, document,
              search_words)
            select i, 1, gen_random_uuid(), 'raw-' || i, 'Raw', 'TEST', 'PROVISIONING', 'local', now(), now(), '{}', ''
            from (select gen_random_uuid() as i) as ids
            """;

    /** A tenant to begin with, and none of this test's rows in the end. */
    @BeforeEach
    void one_tenant() {
        register("TEST").then().statusCode(201);
    }

    @AfterEach
    void no_limit() throws SQLException {
        limitTests(null);
        try (var database = Environment.current().openDatabase()) {
            run(database, "delete from tenant where slug like 'raw-%'");
        }
        assertCountIsTrue();
    }

    @Test
    void of_twenty_that_want_the_last_slot_one_gets_it() throws Exception {
        var limit = existingTests() + 1;
        limitTests(limit);
        var answers = together(20, () -> register("TEST"));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .allSatisfy(answer -> answer.then()
                        .contentType("application/problem+json")
                        .body("code", equalTo("TENANT_LIMIT_REACHED"))
                        .body("kind", equalTo("TEST"))
                        .body("limit", equalTo((int) limit))
                        .body("count", equalTo((int) limit)));
        assertThat(existingTests()).isEqualTo(limit);
        register("LIVE").then().statusCode(201);
    }

    @Test
    void when_the_winner_rolls_back_another_gets_the_slot() throws Exception {
        var limit = existingTests() + 1;
        limitTests(limit);
        List<CompletableFuture<Response>> others;
        try (var threads = Executors.newCachedThreadPool();
                var winner = Environment.current().openDatabase()) {
            winner.setAutoCommit(false);
            assertThat(takesSlot(winner)).isTrue();
            run(winner, RAW);
            others = IntStream.range(0, 5)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> register("TEST"), threads))
                    .toList();
            await().atMost(BOUND).until(() -> waiting() >= 5);
            assertThat(others).noneMatch(CompletableFuture::isDone);
            winner.rollback();
        }
        var statuses = new ArrayList<Integer>();
        for (var other : others) {
            statuses.add(other.get(30, TimeUnit.SECONDS).statusCode());
        }
        assertThat(statuses).containsOnlyOnce(201);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(4);
    }

    @Test
    void far_from_the_limit_nobody_waits_for_an_open_registration() throws Exception {
        limitTests(existingTests() + 1_000);
        try (var slow = Environment.current().openDatabase()) {
            slow.setAutoCommit(false);
            assertThat(takesSlot(slow)).isTrue();
            run(slow, RAW);
            // Each of these begins and ends while the first one is still open.
            var answers = together(8, () -> register("TEST"));
            assertThat(answers).extracting(Response::statusCode).containsOnly(201);
            slow.rollback();
        }
    }

    @Test
    void near_the_limit_a_new_limit_waits_for_what_is_under_way() throws Exception {
        var existing = existingTests();
        CompletableFuture<Void> limiting;
        try (var slow = Environment.current().openDatabase()) {
            slow.setAutoCommit(false);
            assertThat(takesSlot(slow)).isTrue();
            run(slow, RAW);
            limiting = CompletableFuture.runAsync(() -> limitTests(existing));
            await().atMost(BOUND).until(() -> waiting() >= 1);
            slow.commit();
        }
        limiting.get(30, TimeUnit.SECONDS);
        show().body("existing.testTenants", equalTo((int) existing + 1));
        register("TEST").then().statusCode(409).body("count", equalTo((int) existing + 1));
    }

    @Test
    void a_deleted_tenant_counts_no_more() throws Exception {
        try (var database = Environment.current().openDatabase()) {
            run(database, RAW);
            limitTests(existingTests());
            register("TEST").then().statusCode(409);
            run(database, "update tenant set status = 'DELETED' where slug like 'raw-%'");
        }
        register("TEST").then().statusCode(201);
        register("TEST").then().statusCode(409);
    }

    /** Many that commit or roll back as chance has it, from far to near to the limit. */
    @Test
    void no_slot_is_given_twice_and_none_is_lost() throws Exception {
        var limit = existingTests() + 60;
        limitTests(limit);
        var taken = together(12, () -> {
            var chance = new Random(Thread.currentThread().threadId());
            var committed = 0;
            try (var database = Environment.current().openDatabase()) {
                database.setAutoCommit(false);
                for (var i = 0; i < 25; i++) {
                    if (takesSlot(database)) {
                        run(database, RAW);
                        if (chance.nextInt(3) > 0) {
                            database.commit();
                            committed++;
                            continue;
                        }
                    }
                    database.rollback();
                }
            }
            return committed;
        });
        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
        assertThat(existingTests()).isEqualTo(limit);
    }

    private static boolean takesSlot(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var found = statement.executeQuery("select taken from take_tenant_slot('TEST')")) {
            found.next();
            return found.getBoolean(1);
        }
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** How many sessions wait for a lock. */
    private static long waiting() throws SQLException {
        return number("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'");
    }

    private static void assertCountIsTrue() throws SQLException {
        assertThat(number("select sum(n) from tenant_count"))
                .isEqualTo(number("select count(*) from tenant where status <> 'DELETED'"));
    }

    private static long number(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static <T> List<T> together(int callers, Callable<T> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(Collections.nCopies(callers, call))) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
