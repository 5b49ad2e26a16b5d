package io.centercontrol.dataplane.measure;

import io.centercontrol.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The latest values of tenants, meter by meter, within the bounds of {@link TenantCounts}. Setting one again allocates nothing. */
public final class TenantValues {
    private final Map<String, Map<TenantId, Value>> meters = new ConcurrentHashMap<>();

    /** Taken out, and looked at once more: somebody may have been about to set it. */
    private final List<Left> leaving = new ArrayList<>();

    private final LongAdder dropped = new LongAdder();

    private static final class Value {
        volatile long value;
        volatile long at;
        volatile boolean isSet;
    }

    private record Left(String meter, TenantId tenant, Value value) {}

    /** Who takes values, with when each was set, in milliseconds since 1970. */
    @FunctionalInterface
    public interface Taker {
        void take(String meter, TenantId tenant, long value, long at);
    }

    /** It is this from now on. */
    public void set(TenantId tenant, String meter, long value, long at) {
        var values = meters.get(meter);
        if (values == null) {
            if (meters.size() >= TenantCounts.MOST_METERS) {
                dropped.increment();
                return;
            }
            values = meters.computeIfAbsent(meter, key -> new ConcurrentHashMap<>());
        }
        var cell = values.get(tenant);
        if (cell == null) {
            if (values.size() >= TenantCounts.MOST_TENANTS) {
                dropped.increment();
                return;
            }
            cell = values.computeIfAbsent(tenant, key -> new Value());
        }
        // In this order: who takes it looks whether it is set, when, and then what it is. What is newer than its time
        // comes again.
        cell.value = value;
        cell.at = at;
        cell.isSet = true;
    }

    /** Hands those that were set since the last time over; one thread at a time. */
    public void take(Taker taker) {
        leaving.forEach(left -> take(left, taker));
        leaving.clear();
        meters.forEach((meter, values) -> values.forEach((tenant, value) -> {
            var left = new Left(meter, tenant, value);
            if (!take(left, taker) && values.remove(tenant, value)) {
                leaving.add(left);
            }
        }));
    }

    private static boolean take(Left left, Taker taker) {
        if (!left.value().isSet) {
            return false;
        }
        left.value().isSet = false;
        var at = left.value().at;
        taker.take(left.meter(), left.tenant(), left.value().value, at);
        return true;
    }

    /** How often in this run a value found no room. */
    public long dropped() {
        return dropped.sum();
    }
}
