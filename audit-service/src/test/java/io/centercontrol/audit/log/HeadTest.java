package io.centercontrol.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadTest {
    private static final Instant NEWEST = Instant.parse("2026-11-01T00:30:00Z");

    @Test
    void a_clock_that_is_set_back_sets_no_entry_before_another() {
        var head = new Head(7, NEWEST);

        assertThat(head.next(NEWEST.minus(Duration.ofHours(1))))
                .as("else it would lie in the month before, behind what is searched first")
                .isEqualTo(NEWEST);
        assertThat(head.next(NEWEST.plusNanos(1_000))).isEqualTo(NEWEST.plusNanos(1_000));
    }
}
