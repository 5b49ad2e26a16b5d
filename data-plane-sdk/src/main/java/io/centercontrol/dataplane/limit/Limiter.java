package io.centercontrol.dataplane.limit;

import io.centercontrol.dataplane.Permit;
import io.centercontrol.dataplane.RateLimit;
import io.centercontrol.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through, or does not. Each instance keeps a token bucket for its {@linkplain Parts part} of a limit. How far the
 * fleet can be off because the parts are known late is written down in the SDK's README.
 */
public final class Limiter {
    /** Of its part of the rate: who comes nearer says so, and the platform parts that limit by demand. */
    private static final double NEAR = 0.5;

    private final Parts parts;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, ConcurrentHashMap<TenantId, Bucket>> buckets = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final LongAdder wouldBeRefused = new LongAdder();

    /** @param nanos a clock as {@link System#nanoTime} */
    public Limiter(Parts parts, LongSupplier nanos) {
        this.parts = parts;
        this.nanos = nanos;
    }

    /**
     * Asks for one call.
     *
     * @param limit what holds of it; null for nothing
     */
    public Permit take(TenantId tenant, String callClass, @Nullable RateLimit limit) {
        if (limit == null) {
            return Permit.UNLIMITED;
        }
        var part = parts.of(tenant, callClass);
        var now = nanos.getAsLong();
        var permit = bucket(tenant, callClass, limit, part, now).take(limit, part, now);
        switch (permit.reason()) {
            case OVER_LIMIT -> refused.increment();
            case OVER_SHADOW_LIMIT -> wouldBeRefused.increment();
            case WITHIN_LIMIT, NO_LIMIT -> {}
        }
        return permit;
    }

    private Bucket bucket(TenantId tenant, String callClass, RateLimit limit, double part, long now) {
        var tenants = buckets.get(callClass);
        if (tenants == null) {
            tenants = buckets.computeIfAbsent(callClass, unseen -> new ConcurrentHashMap<>());
        }
        var found = tenants.get(tenant);
        return found != null ? found : tenants.computeIfAbsent(tenant, unseen -> new Bucket(limit, part, now));
    }

    /** What comes near its limit here, or is parted by demand already; and forgets what rests. */
    public List<Demand> demand() {
        var now = nanos.getAsLong();
        var near = new ArrayList<Demand>();
        buckets.forEach((callClass, tenants) -> tenants.forEach((tenant, bucket) -> {
            var demand = bucket.demand(now);
            if (demand > NEAR * bucket.rate() || demand > 0.01 && parts.isUneven(tenant, callClass)) {
                near.add(new Demand(tenant, callClass, demand));
            } else if (bucket.isIdle(now)) {
                tenants.remove(tenant, bucket);
            }
        }));
        return near;
    }

    /** How many calls were refused in this run. */
    public long refused() {
        return refused.sum();
    }

    /** How many calls would have been refused in this run if their limit were enforced. */
    public long wouldBeRefused() {
        return wouldBeRefused.sum();
    }
}
