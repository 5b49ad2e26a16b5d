package io.centercontrol.usage.consumption.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatestTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void groups_and_meters_are_added_up() {
        assertThat(Latest.sum(List.of(
                        new Latest("stores", Map.of("region", "eu"), 3, NOW),
                        new Latest("stores", Map.of("region", "us"), 2, NOW.minusSeconds(60)),
                        new Latest("kiosks", Map.of(), 4, NOW))))
                .isEqualTo(BigInteger.valueOf(9));
        assertThat(Latest.sum(List.of())).isZero();
    }

    @Test
    void what_was_told_by_other_groups_is_of_the_same_things() {
        assertThat(Latest.sum(List.of(
                        new Latest("stores", Map.of(), 5, NOW.minusSeconds(3600)),
                        new Latest("stores", Map.of("region", "eu"), 3, NOW),
                        new Latest("stores", Map.of("region", "us"), 2, NOW))))
                .isEqualTo(BigInteger.valueOf(5));
    }

    @Test
    void a_number_beyond_a_long_is_a_number() {
        assertThat(Latest.sum(List.of(
                        new Latest("a", Map.of(), Long.MAX_VALUE, NOW),
                        new Latest("b", Map.of(), Long.MAX_VALUE, NOW))))
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1));
    }
}
