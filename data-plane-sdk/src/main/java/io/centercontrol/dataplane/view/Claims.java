package io.centercontrol.dataplane.view;

import io.centercontrol.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tenants claim which name. Names are unique at their owner, but tenants stand in different partitions: when a name
 * moves from one tenant to another, the new claim can be seen before the old one is given up, or, in a copy that reads
 * everything anew, the old one long after the new one. So a name remembers all who claim it, and giving up one claim
 * leaves the others. Whose counts is not decided by the order in which they were heard.
 */
final class Claims {
    private final ConcurrentHashMap<String, List<TenantId>> claimants = new ConcurrentHashMap<>();

    /** All tenants that claim the name, most often one; empty when none does. */
    List<TenantId> find(String name) {
        return claimants.getOrDefault(name, List.of());
    }

    void claim(String name, TenantId id) {
        claimants.compute(name, (key, before) -> {
            if (before == null) {
                return List.of(id);
            }
            if (before.contains(id)) {
                return before;
            }
            var after = new ArrayList<>(before);
            after.add(id);
            return List.copyOf(after);
        });
    }

    void giveUp(String name, TenantId id) {
        claimants.computeIfPresent(name, (key, before) -> {
            var after = new ArrayList<>(before);
            after.remove(id);
            return after.isEmpty() ? null : List.copyOf(after);
        });
    }
}
