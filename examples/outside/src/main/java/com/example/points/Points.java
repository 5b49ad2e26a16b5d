package com.example.points;

import io.centercontrol.kernel.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The points that customers of each tenant have; in memory, since this is an example. */
final class Points {
    private final Map<TenantId, Long> byTenant = new ConcurrentHashMap<>();

    void open(TenantId tenant) {
        byTenant.putIfAbsent(tenant, 0L);
    }

    long of(TenantId tenant) {
        return byTenant.getOrDefault(tenant, 0L);
    }

    void remove(TenantId tenant) {
        byTenant.remove(tenant);
    }
}
