package io.centercontrol.provisioning.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration KEPT = Duration.ofDays(30);

    @Test
    void an_id_of_the_time_that_is_kept_may_be_on_its_way() {
        assertThat(EventIds.plausible(madeAt(NOW), KEPT, NOW)).isTrue();
        assertThat(EventIds.plausible(madeAt(NOW.plusSeconds(30)), KEPT, NOW)).isTrue();
        assertThat(EventIds.plausible(madeAt(NOW.minus(Duration.ofDays(29))), KEPT, NOW))
                .isTrue();
    }

    @Test
    void an_id_of_another_time_or_kind_is_none() {
        assertThat(EventIds.plausible(madeAt(NOW.plusSeconds(61)), KEPT, NOW)).isFalse();
        assertThat(EventIds.plausible(madeAt(NOW.minus(Duration.ofDays(31))), KEPT, NOW))
                .isFalse();
        assertThat(EventIds.plausible(UUID.randomUUID(), KEPT, NOW)).isFalse();
        assertThat(EventIds.plausible(new UUID(0, 0), KEPT, NOW)).isFalse();
    }

    private static UUID madeAt(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000 | 0x123, 0x8000_0000_0000_0001L);
    }
}
