package io.centercontrol.dataplane.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OperationTableTest {
    private static UUID uuidV7(Random random, long time) {
        return new UUID(time << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() & ~(1L << 62) | 1L << 63);
    }

    @Test
    void agrees_with_a_map_whatever_is_done_to_it() {
        var random = new Random(42);
        var table = new OperationTable();
        var map = new HashMap<UUID, Long>();
        var ids = new ArrayList<UUID>();
        for (var at = 0; at < 3000; at++) {
            ids.add(uuidV7(random, 1_700_000_000_000L + at));
        }
        for (var step = 0; step < 60_000; step++) {
            var id = ids.get(random.nextInt(ids.size()));
            if (random.nextInt(3) == 0) {
                table.remove(id);
                map.remove(id);
            } else {
                var mask = (long) random.nextInt(16);
                table.put(id, mask);
                map.put(id, mask);
            }
            var asked = ids.get(random.nextInt(ids.size()));
            var expected = map.get(asked);
            var found = table.find(asked);
            assertThat((found & OperationTable.PRESENT) != 0).isEqualTo(expected != null);
            if (expected != null) {
                assertThat(found & 15).isEqualTo(expected);
            }
        }
    }

    @Test
    void the_zero_id_is_an_id_like_any_other() {
        var table = new OperationTable();
        var zero = new UUID(0, 0);
        assertThat(table.find(zero)).isZero();
        table.put(zero, 0);
        assertThat(table.find(zero) & OperationTable.PRESENT).isNotZero();
    }

    /** A reader sees a tenant that is there at any moment, also while the table grows around it. */
    @Test
    void readers_never_miss_what_is_there() throws InterruptedException {
        var table = new OperationTable();
        var random = new Random(7);
        var always = uuidV7(random, 1);
        table.put(always, 5);
        var missed = new AtomicBoolean();
        var done = new AtomicBoolean();
        var reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                var found = table.find(always);
                if ((found & OperationTable.PRESENT) == 0 || (found & 15) != 5) {
                    missed.set(true);
                }
            }
        });
        for (var at = 0; at < 200_000; at++) {
            table.put(uuidV7(random, at), at & 15);
        }
        done.set(true);
        reader.join();
        assertThat(missed).isFalse();
    }
}
