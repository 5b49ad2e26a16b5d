package io.centercontrol.dataplane.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallCounterTest {
    private static final Instant MINUTE = Instant.parse("2026-01-02T03:04:00Z");

    private final CallCounter calls = new CallCounter();

    @Test
    void a_minute_has_its_calls_and_no_others() {
        calls.call(Duration.ofMillis(3), false);
        calls.call(Duration.ofMillis(80), true);
        calls.call(Duration.ofMinutes(1), false);
        calls.end(MINUTE);
        calls.call(Duration.ofMillis(3), false);

        var minutes = calls.take();
        assertThat(minutes).hasSize(1);
        var minute = minutes.getFirst();
        assertThat(minute).isEqualTo(new CallMinute(MINUTE, 3, 1, minute.latency()));
        assertThat(minute.latency()).hasSize(Latency.CELLS);
        assertThat(IntStream.range(0, Latency.CELLS)
                        .filter(at -> minute.latency().get(at) == 1))
                .containsExactly(0, 5, 14);
        assertThat(calls.take()).isEmpty();
    }

    @Test
    void a_minute_without_calls_is_none() {
        calls.end(MINUTE);

        assertThat(calls.take()).isEmpty();
    }

    @Test
    void of_minutes_that_nobody_takes_the_last_hour_is_kept() {
        IntStream.range(0, 70).forEach(at -> {
            calls.call(1, false);
            calls.end(MINUTE.plusSeconds(60L * at));
        });

        assertThat(calls.take())
                .hasSize(60)
                .first()
                .extracting(CallMinute::minute)
                .isEqualTo(MINUTE.plusSeconds(600));
    }
}
