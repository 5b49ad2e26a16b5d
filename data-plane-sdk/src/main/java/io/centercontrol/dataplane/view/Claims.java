package io.centercontrol.dataplane.view;

import io.centercontrol.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which tenant has which name. Names are unique at their owner, but tenants stand in different partitions: when a name
 * moves from one tenant to another, the new claim can be seen before the old one is given up. So a name remembers all who
 * claim it, the newest claim counts, and giving up one claim leaves the others.
 */
final class Claims {
    private final ConcurrentHashMap<String, List<TenantId>> claimants = new ConcurrentHashMap<>();

    /** The tenant that claimed the name last; null when none does. */
    @Nullable
    TenantId find(String name) {
        var found = claimants.get(name);
        return found == null ? null : found.getLast();
    }

    void claim(String name, TenantId id) {
        claimants.compute(name, (key, before) -> {
            if (before == null) {
                return List.of(id);
            }
            var after = without(before, id);
            after.add(id);
            return List.copyOf(after);
        });
    }

    void giveUp(String name, TenantId id) {
        claimants.computeIfPresent(name, (key, before) -> {
            var after = without(before, id);
            return after.isEmpty() ? null : List.copyOf(after);
        });
    }

    private static List<TenantId> without(List<TenantId> ids, TenantId id) {
        var rest = new ArrayList<>(ids);
        rest.remove(id);
        return rest;
    }
}
