package io.centercontrol.flags.use.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HeardTest {
    private static final Instant RUN = Instant.parse("2026-01-02T03:04:05Z");

    private static Heard heard(long... numbers) {
        var heard = Heard.nothing(RUN);
        for (var number : numbers) {
            heard = requireNonNull(heard.and(RUN, number));
        }
        return heard;
    }

    @Test
    void each_number_counts_once() {
        assertThat(heard(1, 2).and(RUN, 2)).isNull();
        assertThat(heard(1, 2).and(RUN, 1)).isNull();
        assertThat(requireNonNull(heard(1, 2).and(RUN, 3)).number()).isEqualTo(3);
    }

    @Test
    void what_was_set_aside_counts_when_it_is_replayed_and_once() {
        var later = heard(1, 4);

        assertThat(later.holes()).containsExactly(2L, 3L);
        var replayed = requireNonNull(later.and(RUN, 2));
        assertThat(replayed.number()).isEqualTo(4);
        assertThat(replayed.holes()).containsExactly(3L);
        assertThat(replayed.and(RUN, 2)).isNull();
    }

    @Test
    void a_leap_leaves_no_more_holes_than_are_kept() {
        assertThat(heard(1, Long.MAX_VALUE).holes())
                .hasSize(Heard.MOST_HOLES)
                .last()
                .isEqualTo(Long.MAX_VALUE - 1);
        assertThat(heard(1, 90, 200).holes()).hasSize(Heard.MOST_HOLES);
    }

    @Test
    void a_new_run_begins_anew_and_the_one_before_counts_no_more() {
        var next = requireNonNull(heard(1, 7).and(RUN.plusSeconds(1), 1));

        assertThat(next).isEqualTo(new Heard(RUN.plusSeconds(1), 1, new TreeSet<>()));
        assertThat(next.and(RUN, 8)).isNull();
    }
}
