package io.centercontrol.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void a_bound_lies_in_its_own_cell() {
        assertThat(Latency.cell(-1)).isZero();
        assertThat(Latency.cell(Duration.ofMillis(5).toNanos())).isZero();
        assertThat(Latency.cell(Duration.ofMillis(5).toNanos() + 1)).isEqualTo(1);
        assertThat(Latency.cell(Duration.ofSeconds(10).toNanos())).isEqualTo(13);
        assertThat(Latency.cell(Long.MAX_VALUE)).isEqualTo(14).isEqualTo(Latency.CELLS - 1);
    }

    @Test
    void a_quantile_lies_evenly_within_its_cell() {
        // 80 up to 5 ms, 20 from 100 to 250 ms
        var counts = counts(0, 80, 6, 20);

        assertThat(Latency.quantile(counts, 0.4)).isCloseTo(2.5, within(1e-9));
        assertThat(Latency.quantile(counts, 0.8)).isCloseTo(5, within(1e-9));
        assertThat(Latency.quantile(counts, 0.9)).isCloseTo(175, within(1e-9));
        assertThat(Latency.quantile(counts, 1)).isCloseTo(250, within(1e-9));
    }

    @Test
    void what_took_longer_than_the_last_bound_counts_as_that() {
        assertThat(Latency.quantile(counts(14, 3), 0.5)).isEqualTo(10_000);
    }

    @Test
    void nothing_took_no_time() {
        assertThat(Latency.quantile(counts(), 0.99)).isZero();
    }

    @Test
    void other_counts_are_none_of_ours() {
        assertThatThrownBy(() -> Latency.quantile(List.of(1L), 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.quantile(counts(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.quantile(counts(), 1.01)).isInstanceOf(IllegalArgumentException.class);
    }

    /** @param pairs cell and count by turns */
    private static List<Long> counts(int... pairs) {
        var counts = new ArrayList<>(Collections.nCopies(Latency.CELLS, 0L));
        for (var at = 0; at < pairs.length; at += 2) {
            counts.set(pairs[at], (long) pairs[at + 1]);
        }
        return counts;
    }
}
