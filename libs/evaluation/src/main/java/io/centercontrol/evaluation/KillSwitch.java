package io.centercontrol.evaluation;

import java.util.Set;

/**
 * For whom a flag is switched off, whatever else is said of it.
 *
 * @param everyone for all
 * @param tenants for these tenants, by their ids
 * @param plans for all tenants on these plans
 */
public record KillSwitch(boolean everyone, Set<String> tenants, Set<String> plans) {
    private static final KillSwitch NONE = new KillSwitch(false, Set.of(), Set.of());

    /** Copies the sets. */
    public KillSwitch {
        tenants = Set.copyOf(tenants);
        plans = Set.copyOf(plans);
    }

    /** Off for nobody. */
    public static KillSwitch none() {
        return NONE;
    }

    /** Off for all. */
    public static KillSwitch forEveryone() {
        return new KillSwitch(true, Set.of(), Set.of());
    }

    /** Off for these. */
    public static KillSwitch forThese(Set<String> tenants, Set<String> plans) {
        return new KillSwitch(false, tenants, plans);
    }

    /** Whether anybody is meant. */
    public boolean thrown() {
        return everyone || !tenants.isEmpty() || !plans.isEmpty();
    }
}
