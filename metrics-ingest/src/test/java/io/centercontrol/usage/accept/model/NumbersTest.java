package io.centercontrol.usage.accept.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @Test
    void in_order_all_is_one_span() {
        var numbers = Numbers.none();
        for (var first = 1L; first <= 901; first += 100) {
            var taken = numbers.take(new Span(first, first + 100));
            assertThat(taken.fresh()).containsExactly(new Span(first, first + 100));
            numbers = taken.next();
        }
        assertThat(numbers.heard()).containsExactly(new Span(1, 1_001));
        assertThat(numbers.gaps()).isEmpty();
        assertThat(numbers.highest()).isEqualTo(1_000);
    }

    @Test
    void what_comes_again_is_not_new() {
        var numbers = heard(new Span(1, 101));
        assertThat(numbers.take(new Span(1, 101)).fresh()).isEmpty();
        assertThat(numbers.take(new Span(50, 60)).next()).isEqualTo(numbers);
        assertThat(numbers.take(new Span(91, 121)).fresh()).containsExactly(new Span(101, 121));
    }

    @Test
    void a_gap_is_named_until_it_is_closed() {
        var numbers = heard(new Span(11, 21), new Span(31, 41));
        assertThat(numbers.gaps()).containsExactly(new Span(1, 11), new Span(21, 31));

        var taken = numbers.take(new Span(5, 35));
        assertThat(taken.fresh()).containsExactly(new Span(5, 11), new Span(21, 31));
        assertThat(taken.isFresh(10)).isTrue();
        assertThat(taken.isFresh(11)).isFalse();
        assertThat(taken.next().heard()).containsExactly(new Span(5, 41));
        assertThat(taken.next().gaps()).containsExactly(new Span(1, 5));
    }

    @Test
    void of_too_many_gaps_the_lowest_are_given_up_and_told() {
        var numbers = Numbers.none();
        for (var i = 1L; i <= Numbers.MOST_GAPS + 2; i++) {
            numbers = numbers.take(new Span(3 * i, 3 * i + 1)).next();
        }
        assertThat(numbers.gaps()).hasSize(Numbers.MOST_GAPS);
        assertThat(numbers.givenUp()).isEqualTo(4);
        assertThat(numbers.heard().getFirst()).isEqualTo(new Span(1, 7));
        assertThat(numbers.take(new Span(2, 3)).fresh()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_says_the_same_as_a_set_of_all_numbers(long seed) {
        var random = new Random(seed);
        var numbers = Numbers.none();
        var plain = new TreeSet<Long>();
        for (var round = 0; round < 400; round++) {
            var first = 1 + random.nextLong(800);
            var told = new Span(first, first + 1 + random.nextLong(20));
            var taken = numbers.take(told);
            for (var number = told.first(); number < told.end(); number++) {
                assertThat(taken.isFresh(number)).isEqualTo(plain.add(number));
            }
            numbers = taken.next();
            assertThat(numbers.heard().stream().mapToLong(Span::size).sum()).isEqualTo(plain.size());
            assertThat(numbers.gaps().stream().mapToLong(Span::size).sum()).isEqualTo(numbers.highest() - plain.size());
        }
        assertThat(numbers.givenUp()).isZero();
    }

    @Test
    void the_highest_number_there_is_does_no_harm() {
        var numbers = heard(new Span(Long.MAX_VALUE - 1, Long.MAX_VALUE));
        assertThat(numbers.take(new Span(1, Long.MAX_VALUE)).fresh()).containsExactly(new Span(1, Long.MAX_VALUE - 1));
        assertThatThrownBy(() -> new Span(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(0, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Numbers heard(Span... spans) {
        return new Numbers(List.of(spans), 0);
    }
}
