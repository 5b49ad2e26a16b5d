package io.centercontrol.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database says is read however it is wrapped: by its driver, or by Hibernate. */
class WeatherTest {
    @ParameterizedTest
    @CsvSource({
        "53100, true, false",
        "40P01, true, false",
        "57P01, true, false",
        "22021, false, true",
        "23505, false, false"
    })
    void is_told_by_the_class_of_the_sql_state(String state, boolean bad, boolean forGood) {
        var driver = new PgException("no", "ERROR", state, null);
        var hibernate = new CompletionException(new GenericJDBCException("no", new SQLException("no", state)));
        for (var failure : new Throwable[] {driver, hibernate}) {
            assertThat(Weather.isBad(failure)).as("%s of %s", state, failure).isEqualTo(bad);
            assertThat(Weather.isRefusedForGood(failure)).isEqualTo(forGood);
        }
    }

    @Test
    void what_is_no_word_of_a_database_is_no_weather() {
        assertThat(Weather.isBad(new IllegalStateException("a bug"))).isFalse();
        assertThat(Weather.isBad(new SQLException("without a state"))).isFalse();
    }
}
