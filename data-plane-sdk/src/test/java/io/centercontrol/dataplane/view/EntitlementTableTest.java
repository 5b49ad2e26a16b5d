package io.centercontrol.dataplane.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EntitlementTableTest {
    private static final List<Entitlements> PLANS = List.of(plan(1), plan(2), plan(3));

    private final EntitlementTable table = new EntitlementTable();

    private static Entitlements plan(long most) {
        return SampleEntitlements.of("plan" + most).limit("stores", most).build();
    }

    /** Against a map that does the same, with few enough ids that they come, go and come back. */
    @Test
    void does_what_a_map_does() {
        var random = new Random(5);
        var expected = new HashMap<UUID, Map.Entry<Long, Entitlements>>();
        for (var round = 0; round < 20_000; round++) {
            var id = new UUID(random.nextInt(3), random.nextInt(400));
            if (random.nextInt(3) == 0) {
                table.remove(id);
                expected.remove(id);
            } else {
                var value = PLANS.get(random.nextInt(PLANS.size()));
                table.put(id, round + 1, value);
                expected.put(id, Map.entry(round + 1L, value));
            }
            assertThat(table.size()).isEqualTo(expected.size());
        }
        for (var most = 0; most < 3; most++) {
            for (var least = 0; least < 400; least++) {
                var id = new UUID(most, least);
                var entry = expected.get(id);
                assertThat(table.find(id)).isSameAs(entry == null ? null : entry.getValue());
                assertThat(table.version(id)).isEqualTo(entry == null ? 0 : entry.getKey());
            }
        }
        var seen = new HashMap<UUID, Long>();
        table.versions(seen::put);
        assertThat(seen.keySet()).isEqualTo(expected.keySet());
    }

    /** While it grows and changes, nobody is seen with what is another's. */
    @Test
    void a_reader_never_sees_what_is_anothers() throws InterruptedException {
        var ended = new AtomicBoolean();
        var wrong = new ArrayList<String>();
        var reader = Thread.ofPlatform().start(() -> {
            var random = new Random(6);
            while (!ended.get()) {
                var number = random.nextInt(30_000);
                var found = table.find(new UUID(7, number));
                if (found != null && found != PLANS.get(number % PLANS.size())) {
                    wrong.add(number + " has " + found);
                }
            }
        });
        for (var round = 0; round < 3; round++) {
            for (var number = 0; number < 30_000; number++) {
                table.put(new UUID(7, number), 1, PLANS.get(number % PLANS.size()));
            }
            for (var number = 0; number < 30_000; number += 2) {
                table.remove(new UUID(7, number));
            }
        }
        ended.set(true);
        reader.join();
        assertThat(wrong).isEmpty();
        assertThat(table.size()).isEqualTo(15_000);
    }

    /** Agreements come and go: what nobody has any more is not kept. */
    @Test
    void forgets_values_that_nobody_has() {
        for (var round = 0; round < 100_000; round++) {
            table.put(new UUID(1, round % 10), round + 1, plan(round));
        }
        for (var number = 0; number < 10; number++) {
            assertThat(table.find(new UUID(1, number))).isEqualTo(plan(99_990 + number));
        }
        assertThat(table.values()).isLessThan(1_000);
    }
}
