package io.centercontrol.audit.trail.model;

import io.centercontrol.kernel.TenantId;
import java.util.Set;

/**
 * Of whom a month of a category is due.
 *
 * @param isDue whether that of everybody else is
 * @param others the tenants of whom the opposite holds, by policies of their own
 */
public record Due(boolean isDue, Set<TenantId> others) {
    public Due {
        others = Set.copyOf(others);
    }

    /** Whether that of anybody is. */
    public boolean isAnything() {
        return isDue || !others.isEmpty();
    }
}
