package io.centercontrol.audit.stream.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void a_stream_rests_the_longer_the_more_often_it_failed_and_never_for_long() {
        assertThat(Pace.rest(1, null, 0.5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Pace.rest(4, null, 0.5)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Pace.rest(1_000_000, null, 0.5)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Pace.rest(4, null, 0)).isLessThan(Pace.rest(4, null, 1));
    }

    @Test
    void a_receiver_may_ask_for_more_and_not_for_less_nor_for_ever() {
        assertThat(Pace.rest(1, Duration.ofSeconds(30), 0.5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Pace.rest(5, Duration.ZERO, 0.5)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Pace.rest(1, Duration.ofDays(9), 0.5)).isEqualTo(Duration.ofHours(1));
    }
}
