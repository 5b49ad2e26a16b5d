package io.centercontrol.kit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kit.gate.QueryReading.Parameter;
import io.centercontrol.kit.gate.QueryReading.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One reading of a query, for all that look at it. */
class QueryReadingTest {
    @Test
    void a_semicolon_is_a_character_like_any_other() throws Exception {
        assertThat(QueryReading.parameters("reason=paid;invoice-42&dryRun=false", true))
                .containsExactly(new Parameter("reason", "paid;invoice-42"), new Parameter("dryRun", "false"));
        assertThat(QueryReading.parameters("reason=a%3Bb", true)).containsExactly(new Parameter("reason", "a;b"));
    }

    @Test
    void plus_is_a_blank_and_percent_is_utf8() throws Exception {
        assertThat(QueryReading.parameters("q=a+b%2Bc%20%C3%A4%F0%9F%98%80", true))
                .containsExactly(new Parameter("q", "a b+c ä😀"));
        assertThat(QueryReading.parameters("&&flag&x==&", true))
                .containsExactly(new Parameter("flag", ""), new Parameter("x", "="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%C1%81",
                "q=%ED%A0%80",
                "q=%F0%9F",
                "q=%",
                "q=%4",
                "q=%zz",
                "q=a\u00e4",
                "q=%00",
                "=x",
                "%00=x",
                "a=1&A=2"
            })
    void what_has_no_reading(String query) {
        assertThatThrownBy(() -> QueryReading.parameters(query, true)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void a_filter_may_come_several_times() throws Exception {
        assertThat(QueryReading.parameters("status=A&status=B", false)).hasSize(2);
    }
}
