package io.centercontrol.dataplane.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());

    private final Ring ring = new Ring(8);

    private boolean offer(String id) {
        return ring.offer(TENANT, "orders", 1, Map.of(), id, 0);
    }

    private List<String> take(int most) {
        return ring.take(most).stream().map(UsageEvent::getId).toList();
    }

    @Test
    void events_come_out_in_their_order_and_what_finds_no_place_is_refused() {
        for (var round = 0; round < 5; round++) {
            for (var at = 0; at < 8; at++) {
                assertThat(offer(round + "-" + at)).isTrue();
            }
            assertThat(offer("one too many")).isFalse();
            assertThat(take(3)).containsExactly(round + "-0", round + "-1", round + "-2");
            assertThat(take(100)).containsExactly(round + "-3", round + "-4", round + "-5", round + "-6", round + "-7");
            assertThat(take(100)).isEmpty();
        }
    }

    @Test
    void of_many_threads_each_event_comes_out_once_and_each_thread_s_in_their_order() throws Exception {
        var threads = new ArrayList<Thread>();
        var left = new AtomicInteger(8);
        for (var thread = 0; thread < 8; thread++) {
            var name = thread;
            threads.add(Thread.ofPlatform().start(() -> {
                for (var at = 0; at < 20_000; at++) {
                    while (!offer(name + ":" + at)) {
                        Thread.onSpinWait();
                    }
                }
                left.decrementAndGet();
            }));
        }
        var next = new int[8];
        var sum = 0;
        while (sum < 160_000) {
            for (var id : take(100)) {
                var parts = id.split(":", 2);
                assertThat(Integer.parseInt(parts[1])).isEqualTo(next[Integer.parseInt(parts[0])]++);
                sum++;
            }
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(take(1)).isEmpty();
    }
}
