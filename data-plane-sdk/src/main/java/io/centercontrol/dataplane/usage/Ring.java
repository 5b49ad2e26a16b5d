package io.centercontrol.dataplane.usage;

import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Events between those who record them and the one who takes them to disk: so many places, used again and again, so that recording
 * allocates nothing and waits for nobody. Each place has a turn that says whose it is (D. Vyukov, <i>Bounded MPMC queue</i>).
 */
final class Ring {
    private final Place[] places;
    private final AtomicLongArray turns;
    private final int mask;
    private final AtomicLong end = new AtomicLong();
    private long next;

    private static final class Place {
        @Nullable
        TenantId tenant;

        @Nullable
        String meter;

        @Nullable
        String id;

        @Nullable
        Map<String, String> properties;

        long amount;
        long at;
    }

    /** @param size a power of two */
    Ring(int size) {
        places = new Place[size];
        turns = new AtomicLongArray(size);
        mask = size - 1;
        for (var i = 0; i < size; i++) {
            places[i] = new Place();
            turns.set(i, i);
        }
    }

    /** Takes an event; false when there is no place. */
    boolean offer(TenantId tenant, String meter, long amount, Map<String, String> properties, String id, long at) {
        var mine = end.get();
        while (true) {
            var ahead = turns.getAcquire((int) mine & mask) - mine;
            if (ahead < 0) {
                return false;
            }
            if (ahead == 0 && end.compareAndSet(mine, mine + 1)) {
                break;
            }
            mine = end.get();
        }
        var place = places[(int) mine & mask];
        place.tenant = tenant;
        place.meter = meter;
        place.amount = amount;
        place.properties = properties;
        place.id = id;
        place.at = at;
        turns.setRelease((int) mine & mask, mine + 1);
        return true;
    }

    /** What was recorded, in its order, at most so many; one thread at a time. */
    List<UsageEvent> take(int most) {
        var events = new ArrayList<UsageEvent>();
        while (events.size() < most && turns.getAcquire((int) next & mask) == next + 1) {
            var place = places[(int) next & mask];
            events.add(event(place));
            place.tenant = null;
            place.meter = null;
            place.properties = null;
            place.id = null;
            turns.setRelease((int) next & mask, next + places.length);
            next++;
        }
        return events;
    }

    private static UsageEvent event(Place place) {
        var tenant = place.tenant;
        if (tenant == null || place.meter == null || place.properties == null) {
            throw new IllegalStateException("a place that was given before it was filled");
        }
        return new UsageEvent(
                place.id,
                place.meter,
                tenant.value(),
                place.amount,
                Instant.ofEpochMilli(place.at),
                place.properties,
                MeterGrade.BILLING);
    }
}
