package io.centercontrol.integrations.deliveries.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.outgoing.model.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final RetryPolicy POLICY = new RetryPolicy(List.of(Duration.ofSeconds(10), Duration.ofMinutes(10)));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void two_hundred_and_something_takes_it(int status) {
        assertThat(POLICY.after(answered(status, null), 1, NOW, 0.5)).isEqualTo(new Outcome.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 300, 302, 308, 400, 401, 404, 410, 429, 500, 503})
    void everything_else_is_tried_again(int status) {
        assertThat(POLICY.after(answered(status, null), 1, NOW, 0.5)).isEqualTo(new Outcome.Again(NOW.plusSeconds(10)));
    }

    @Test
    void it_is_given_up_after_the_last_pause() {
        assertThat(POLICY.after(answered(500, null), 2, NOW, 0.5)).isEqualTo(new Outcome.Again(NOW.plusSeconds(600)));
        assertThat(POLICY.after(answered(500, null), 3, NOW, 0.5)).isEqualTo(new Outcome.GivenUp());
    }

    @Test
    void what_failed_at_once_does_not_all_come_back_at_once() {
        assertThat(POLICY.after(answered(500, null), 1, NOW, 0)).isEqualTo(new Outcome.Again(NOW.plusSeconds(8)));
        assertThat(POLICY.after(answered(500, null), 1, NOW, 1)).isEqualTo(new Outcome.Again(NOW.plusSeconds(12)));
    }

    @Test
    void the_receiver_may_ask_for_more_time_but_not_for_less_nor_for_weeks() {
        assertThat(POLICY.after(answered(503, Duration.ofMinutes(5)), 1, NOW, 0.5))
                .isEqualTo(new Outcome.Again(NOW.plusSeconds(300)));
        assertThat(POLICY.after(answered(503, Duration.ofSeconds(1)), 1, NOW, 0.5))
                .isEqualTo(new Outcome.Again(NOW.plusSeconds(10)));
        assertThat(POLICY.after(answered(503, Duration.ofDays(400)), 1, NOW, 0.5))
                .isEqualTo(new Outcome.Again(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void an_endpoint_that_fails_throughout_is_left_alone_for_longer_and_longer() {
        assertThat(RetryPolicy.rest(4, 0.5)).isEqualTo(Duration.ZERO);
        assertThat(RetryPolicy.rest(5, 0.5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryPolicy.rest(8, 0.5)).isEqualTo(Duration.ofSeconds(8));
        assertThat(RetryPolicy.rest(1_000_000, 0.5)).isEqualTo(Duration.ofMinutes(5));
    }

    private static Attempt answered(int status, @Nullable Duration retryAfter) {
        return new Attempt(NOW, Duration.ofMillis(3), "https://hooks.example.com", status, null, "", retryAfter);
    }
}
