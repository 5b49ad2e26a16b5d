package io.centercontrol.dataplane.measure;

import io.centercontrol.kernel.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts of tenants, meter by meter. Safe for any number of threads; counting on allocates nothing. Bounded: of more than
 * {@value #MOST_METERS} meters, or {@value #MOST_TENANTS} tenants of one, is only counted how much it was.
 */
public final class TenantCounts {
    static final int MOST_METERS = 100;
    static final int MOST_TENANTS = 200_000;

    private final Map<String, Cells<TenantId, TenantId>> meters = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();

    /** Takes what was counted of a tenant. */
    @FunctionalInterface
    public interface Taker {
        /** @param value above 0, of counts */
        void take(String meter, TenantId tenant, long value);
    }

    /** Counts so many more. */
    public void add(TenantId tenant, String meter, long more) {
        var cells = meters.get(meter);
        var cell = cells == null ? null : cells.find(tenant);
        if (cell == null) {
            cells = cells != null ? cells : of(meter);
            cell = cells == null ? null : cells.add(tenant, tenant);
        }
        (cell == null ? dropped : cell).add(more);
    }

    private @Nullable Cells<TenantId, TenantId> of(String meter) {
        return meters.size() < MOST_METERS
                ? meters.computeIfAbsent(meter, key -> new Cells<>(MOST_TENANTS))
                : meters.get(meter);
    }

    /** Hands what was counted since the last time over; one thread at a time. */
    public void take(Taker taker) {
        meters.forEach((meter, cells) -> cells.take((tenant, count) -> taker.take(meter, tenant, count)));
    }

    /** How much in this run was counted of nobody, since there was no room. */
    public long dropped() {
        return dropped.sum();
    }
}
