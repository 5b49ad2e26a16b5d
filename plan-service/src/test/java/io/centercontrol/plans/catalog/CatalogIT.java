package io.centercontrol.plans.catalog;

import static io.centercontrol.plans.catalog.http.CatalogFixture.created;
import static io.centercontrol.plans.catalog.http.CatalogFixture.publish;
import static io.centercontrol.plans.catalog.http.CatalogFixture.show;
import static io.centercontrol.plans.catalog.http.CatalogFixture.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.kit.VertxContext;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** The catalog as others compute with it: kept in memory, never old, and held still by who needs that. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class CatalogIT {
    @Inject
    Catalog catalog;

    @Inject
    EstablishCatalog establishCatalog;

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void it_is_kept_until_something_changes() {
        var key = created();
        // Something else may still be changing what is on offer, soon after a start.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(run(catalog::shelf)).isSameAs(run(catalog::shelf)));
        var before = run(catalog::shelf);
        assertThat(before.plan(key))
                .isNotNull()
                .satisfies(plan -> assertThat(plan.current()).isNull());

        publish(key, 1).then().statusCode(200);

        var after = run(catalog::shelf);
        assertThat(after.plan(key))
                .isNotNull()
                .satisfies(plan -> assertThat(plan.current()).isNotNull());
        assertThat(after.grants(key, 1)).containsKeys("products", "loyalty");
    }

    @Test
    void what_another_instance_changes_is_seen() throws SQLException {
        var key = created();
        run(catalog::shelf);
        sql("update plan set document = jsonb_set(document, '{name}', '\"Renamed\"') where id = '" + key + "'");
        sql("update catalog_stamp set n = nextval('catalog_state')");

        assertThat(run(catalog::shelf).plan(key))
                .isNotNull()
                .satisfies(plan -> assertThat(plan.name()).isEqualTo("Renamed"));
    }

    @Test
    void in_a_transaction_it_holds_still_and_any_number_may_look() throws Exception {
        var key = created();
        var looking = new CompletableFuture<Void>();
        var enough = new CompletableFuture<Void>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var transaction = threads.submit(() -> run(() -> sessions.withTransaction((session, tx) -> catalog.shelf()
                    .invoke(() -> looking.complete(null))
                    .call(() -> VertxContext.backHere(Uni.createFrom().completionStage(enough))))));
            try {
                looking.get(30, TimeUnit.SECONDS);
                var publication = threads.submit(() -> publish(key, 1));
                awaitWaiting();
                show(key).body("versions[0].status", equalTo("DRAFT"));
                run(() -> sessions.withTransaction((session, tx) -> catalog.shelf()));
                assertThat(publication.isDone()).isFalse();

                enough.complete(null);
                assertThat(publication.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
                assertThat(transaction.get(30, TimeUnit.SECONDS).plan(key)).isNotNull();
            } finally {
                enough.complete(null);
            }
        }
    }

    @Test
    void what_was_rolled_back_is_never_kept() {
        var key = created();
        var seen = run(() -> sessions.withTransaction((session, tx) -> session.createNativeQuery(
                        "update plan set document = jsonb_set(document, '{name}', '\"Never\"') where id = '" + key
                                + "'")
                .executeUpdate()
                .chain(() -> session.createNativeQuery("update catalog_stamp set n = nextval('catalog_state')")
                        .executeUpdate())
                .chain(catalog::shelf)
                .invoke(tx::markForRollback)));
        assertThat(seen.plan(key))
                .isNotNull()
                .satisfies(plan -> assertThat(plan.name()).isEqualTo("Never"));

        publish(key, 1).then().statusCode(200);

        assertThat(run(catalog::shelf).plan(key))
                .isNotNull()
                .satisfies(plan -> assertThat(plan.name()).isNotEqualTo("Never"));
    }

    @Test
    void several_that_start_at_once_establish_one() throws Exception {
        sql("delete from feature");
        sql("delete from feature_history");
        sql("delete from plan");
        sql("delete from plan_history");
        sql("update catalog_stamp set n = 0");

        together(4, () -> {
            run(establishCatalog::run);
            return 0;
        });

        assertThat(number("select count(*) from feature")).isEqualTo(9);
        assertThat(number("select count(*) from feature_history")).isEqualTo(9);
        assertThat(number("select count(*) from plan")).isEqualTo(5);
        assertThat(number("select count(*) from plan_history")).isEqualTo(10);
        assertThat(run(catalog::shelf).plans())
                .containsOnlyKeys("basic", "standard", "enterprise", "extra-products", "extra-stores");
    }

    @Test
    void a_later_start_changes_nothing() throws Exception {
        var before = number("select n from catalog_stamp");
        run(establishCatalog::run);
        assertThat(number("select n from catalog_stamp")).isEqualTo(before);
    }

    private static void awaitWaiting() throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (number("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")
                == 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nobody waits");
            }
            Thread.sleep(20);
        }
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sql(String text) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement()) {
            statement.executeUpdate(text);
        }
    }

    private static long number(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
