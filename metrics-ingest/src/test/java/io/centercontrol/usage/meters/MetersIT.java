package io.centercontrol.usage.meters;

import static io.centercontrol.usage.meters.http.MeterFixture.create;
import static io.centercontrol.usage.meters.http.MeterFixture.newKey;
import static io.centercontrol.usage.meters.http.MeterFixture.parcels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several who make meters at once, and the bound on their number. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class MetersIT {
    @Inject
    EstablishMeters establishMeters;

    @Test
    void several_that_start_at_once_establish_each_once_and_a_later_start_nothing() throws Exception {
        sql("delete from meter where id in ('orders', 'gmv', 'stores', 'products', 'mau', 'api-calls')");
        sql("delete from meter_history where id in ('orders', 'gmv', 'stores', 'products', 'mau', 'api-calls')");
        sql("update meter_list set begun = false");

        together(4, () -> {
            establish();
            return 0;
        });

        assertThat(number("select count(*) from meter where id in"
                        + " ('orders', 'gmv', 'stores', 'products', 'mau', 'api-calls')"))
                .isEqualTo(6);
        var versions = number("select count(*) from meter_history");
        establish();
        assertThat(number("select count(*) from meter_history")).isEqualTo(versions);
    }

    @Test
    void of_several_who_make_one_of_the_same_key_one_does() throws Exception {
        var key = newKey();
        var answers = together(6, () -> create(key, parcels()).extract().statusCode());
        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(5);
        assertThat(number("select count(*) from meter_history where id = '" + key + "'"))
                .isEqualTo(1);
    }

    @Test
    void there_is_a_bound_and_several_at_once_do_not_pass_it() throws Exception {
        var room = Meters.MOST - number("select count(*) from meter") - 2;
        sql("insert into meter (id, version, event_id, event_type, aggregation, grade, archived, document)"
                + " select 'filler-' || n, 1, gen_random_uuid(), 'parcel.sent', 'COUNT', 'BILLING', true, document"
                + " from generate_series(1, " + room + ") n, (select document from meter where id = 'orders') one");
        try {
            var answers =
                    together(6, () -> create(newKey(), parcels()).extract().statusCode());
            assertThat(answers).filteredOn(status -> status == 201).hasSize(2);
            assertThat(number("select count(*) from meter")).isEqualTo(Meters.MOST);
            create(newKey(), parcels()).statusCode(409).body("code", equalTo("TOO_MANY_METERS"));
        } finally {
            sql("delete from meter where id like 'filler-%'");
        }
    }

    private void establish() {
        try {
            VertxContextSupport.subscribeAndAwait(establishMeters::run);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> together(int callers, Callable<T> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var running = threads.invokeAll(Collections.nCopies(callers, call));
            return IntStream.range(0, callers)
                    .mapToObj(one -> running.get(one).resultNow())
                    .toList();
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
