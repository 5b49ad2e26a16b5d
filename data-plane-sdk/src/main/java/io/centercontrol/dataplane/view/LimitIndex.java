package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.RateLimit;
import io.centercontrol.kernel.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** All rate limits of one copy. */
public final class LimitIndex implements Index<RateLimit> {
    private final NamedIndex<RateLimit> byId = new NamedIndex<>();
    private final ConcurrentHashMap<String, ClassLimits> byClass = new ConcurrentHashMap<>();

    private record ClassLimits(
            ConcurrentHashMap<TenantId, RateLimit> ofTenants, ConcurrentHashMap<String, RateLimit> ofPlans) {
        ClassLimits() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        void put(RateLimit limit) {
            if (limit.tenant() != null) {
                ofTenants.put(limit.tenant(), limit);
            } else if (limit.plan() != null) {
                ofPlans.put(limit.plan(), limit);
            }
        }

        void remove(RateLimit limit) {
            if (limit.tenant() != null) {
                ofTenants.remove(limit.tenant());
            } else if (limit.plan() != null) {
                ofPlans.remove(limit.plan());
            }
        }
    }

    /**
     * What limits a class of call: the tenant's own limit, else its plan's; null when nothing does.
     *
     * @param plan null when the tenant's plan is not known
     * @param nowMillis by the wall clock, since that is what a limit expires by
     */
    public @Nullable RateLimit find(TenantId tenant, @Nullable String plan, String callClass, long nowMillis) {
        var limits = byClass.get(callClass);
        if (limits == null) {
            return null;
        }
        var own = limits.ofTenants.get(tenant);
        if (own != null && holds(own, nowMillis)) {
            return own;
        }
        var ofPlan = plan == null ? null : limits.ofPlans.get(plan);
        return ofPlan != null && holds(ofPlan, nowMillis) ? ofPlan : null;
    }

    private static boolean holds(RateLimit limit, long nowMillis) {
        var end = limit.expiresAt();
        return end == null || nowMillis < end.toEpochMilli();
    }

    @Override
    public synchronized void put(String id, long version, RateLimit value) {
        byId.put(id, version, value);
        var limits = byClass.computeIfAbsent(value.callClass(), unseen -> new ClassLimits());
        if (value.removed()) {
            limits.remove(value);
        } else {
            limits.put(value);
        }
    }

    @Override
    public synchronized void remove(String id) {
        var before = byId.find(id);
        byId.remove(id);
        if (before != null) {
            byClass.getOrDefault(before.callClass(), new ClassLimits()).remove(before);
        }
    }

    @Override
    public @Nullable RateLimit find(String id) {
        return byId.find(id);
    }

    @Override
    public long version(String id) {
        return byId.version(id);
    }

    @Override
    public void versions(ObjLongConsumer<String> visitor) {
        byId.versions(visitor);
    }

    @Override
    public long changes() {
        return byId.changes();
    }

    @Override
    public int size() {
        return byId.size();
    }
}
