package io.centercontrol.dataplane.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.UsageEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static UsageEvent event(int length) {
        return new UsageEvent(
                "x".repeat(length), "orders", new UUID(0, 1), 1L, Instant.EPOCH, Map.of(), MeterGrade.BILLING);
    }

    @Test
    void no_batch_has_too_many_or_is_too_large_and_none_is_empty() {
        assertThat(Batches.of(List.of())).isEmpty();
        assertThat(Batches.of(Collections.nCopies(1_001, event(1))))
                .extracting(List::size)
                .containsExactly(500, 500, 1);
        assertThat(Batches.of(Collections.nCopies(7, event(40_000))))
                .extracting(List::size)
                .containsExactly(2, 2, 2, 1);
        assertThat(Batches.of(List.of(event(1), event(1 << 20), event(1))))
                .extracting(List::size)
                .containsExactly(1, 1, 1);
    }
}
