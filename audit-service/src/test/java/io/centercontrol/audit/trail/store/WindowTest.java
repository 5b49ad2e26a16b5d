package io.centercontrol.audit.trail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final YearMonth NEWEST = YearMonth.of(2026, 11);

    @Test
    void the_newest_month_is_alone_and_each_window_is_twice_as_long_as_the_one_before() {
        assertThat(Window.over(back(10)))
                .containsExactly(window(0, 0), window(2, 1), window(6, 3), window(9, 7))
                .allSatisfy(window -> assertThat(window.from()).isBefore(window.to()));
    }

    @Test
    void from_the_oldest_on_it_is_the_same() {
        assertThat(Window.over(back(4).reversed())).containsExactly(window(3, 3), window(2, 1), window(0, 0));
    }

    @Test
    void a_window_ends_where_a_month_is_missing() {
        assertThat(Window.over(List.of(NEWEST, NEWEST.minusMonths(5), NEWEST.minusMonths(7))))
                .containsExactly(window(0, 0), window(5, 5), window(7, 7));
    }

    @Test
    void ten_years_are_few_questions() {
        assertThat(Window.over(back(120))).hasSize(7);
        assertThat(Window.over(List.of())).isEmpty();
    }

    private static List<YearMonth> back(int months) {
        return IntStream.range(0, months).mapToObj(NEWEST::minusMonths).toList();
    }

    private static Window window(int first, int last) {
        return new Window(NEWEST.minusMonths(first), NEWEST.minusMonths(last));
    }
}
