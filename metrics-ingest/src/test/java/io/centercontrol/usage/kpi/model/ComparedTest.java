package io.centercontrol.usage.kpi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.TenantId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComparedTest {
    @Test
    void a_change_is_told_by_number_and_in_percent() {
        assertThat(compared(40, 100).change()).isEqualTo(BigInteger.valueOf(-60));
        assertThat(compared(40, 100).changePercent()).isEqualTo(new BigDecimal("-60.0"));
        assertThat(compared(4, 3).changePercent()).isEqualTo(new BigDecimal("33.3"));
        assertThat(compared(4, 0).changePercent()).isNull();
        assertThat(compared(4, -3).changePercent()).isNull();
    }

    @Test
    void the_span_before_is_as_long_and_ends_where_it_begins() {
        var span = Span.ofLast(7, LocalDate.parse("2026-03-05"));

        assertThat(span).isEqualTo(new Span(LocalDate.parse("2026-02-26"), LocalDate.parse("2026-03-04")));
        assertThat(span.days()).isEqualTo(7);
        assertThat(span.before()).isEqualTo(new Span(LocalDate.parse("2026-02-19"), LocalDate.parse("2026-02-25")));
        assertThatThrownBy(() -> new Span(span.to(), span.from())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_order_puts_first_what_it_says() {
        var big = ranked(1, 1_000, 900);
        var fallen = ranked(2, 10, 500);
        var risen = ranked(3, 300, 3);
        var some = List.of(fallen, big, risen);

        assertThat(Order.TOP.of(some)).containsExactly(big, risen, fallen);
        assertThat(Order.BOTTOM.of(some)).containsExactly(fallen, risen, big);
        assertThat(Order.UP.of(some)).containsExactly(risen, big, fallen);
        assertThat(Order.DOWN.of(some)).containsExactly(fallen, big, risen);
        assertThat(Order.UP_RELATIVE.of(some)).containsExactly(risen, big, fallen);
        assertThat(Order.DOWN_RELATIVE.of(some)).containsExactly(fallen, big, risen);
    }

    @Test
    void equal_ones_stand_by_their_ids() {
        var one = ranked(1, 5, 5);
        var other = ranked(2, 5, 5);
        for (var order : Order.values()) {
            assertThat(order.of(List.of(other, one))).containsExactly(one, other);
        }
    }

    private static Ranked ranked(long id, long value, long before) {
        return new Ranked(new TenantId(new UUID(0, id)), compared(value, before));
    }

    private static Compared compared(long value, long before) {
        return new Compared(BigInteger.valueOf(value), BigInteger.valueOf(before));
    }
}
