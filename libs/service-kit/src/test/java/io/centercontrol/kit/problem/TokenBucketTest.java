package io.centercontrol.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_burst_is_taken_at_once_and_no_more() {
        var bucket = new TokenBucket(10, 5, 0);
        assertThat(taken(bucket, 8, 0)).isEqualTo(5);
        assertThat(bucket.take(0)).isEqualTo(new TokenBucket.Take(false, 0, 1));
    }

    @Test
    void it_refills_with_time_up_to_the_burst() {
        var bucket = new TokenBucket(10, 5, 0);
        taken(bucket, 5, 0);
        assertThat(taken(bucket, 5, SECOND / 5)).isEqualTo(2);
        assertThat(taken(bucket, 50, 100 * SECOND)).isEqualTo(5);
    }

    @Test
    void over_time_no_more_than_the_rate_gets_through() {
        var bucket = new TokenBucket(10, 5, 0);
        var through = IntStream.range(0, 10_000)
                .filter(n -> bucket.take(n * SECOND / 1_000).allowed())
                .count();
        assertThat(through).isBetween(104L, 105L);
    }

    @Test
    void it_says_how_long_to_wait() {
        var bucket = new TokenBucket(0.1, 1, 0);
        assertThat(bucket.take(0)).isEqualTo(new TokenBucket.Take(true, 0, 10));
        assertThat(bucket.take(4 * SECOND)).isEqualTo(new TokenBucket.Take(false, 0, 6));
    }

    @Test
    void a_clock_that_stands_or_steps_back_gives_nothing() {
        var bucket = new TokenBucket(10, 1, 5 * SECOND);
        assertThat(bucket.take(5 * SECOND).allowed()).isTrue();
        assertThat(bucket.take(0).allowed()).isFalse();
        assertThat(bucket.take(5 * SECOND).allowed()).isFalse();
    }

    @Test
    void it_is_full_again_after_a_while() {
        var bucket = new TokenBucket(10, 5, 0);
        assertThat(bucket.isFull(0)).isTrue();
        bucket.take(0);
        assertThat(bucket.isFull(0)).isFalse();
        assertThat(bucket.isFull(SECOND)).isTrue();
    }

    private static long taken(TokenBucket bucket, int tries, long now) {
        return IntStream.range(0, tries).filter(n -> bucket.take(now).allowed()).count();
    }
}
