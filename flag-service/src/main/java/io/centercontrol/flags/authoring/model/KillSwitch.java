package io.centercontrol.flags.authoring.model;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds a flag at its off variant for those whom it hits, whatever else is said, until it is lifted or expires.
 *
 * @param by the actor's id
 * @param expiresAt null when it stands until somebody lifts it
 */
public record KillSwitch(
        UUID id,
        Reach reach,
        String reason,
        String by,
        Instant since,
        @Nullable Instant expiresAt) {
    /**
     * Whom it hits: everyone, or those who are named or have a plan that is named.
     *
     * @param plans keys of plans
     */
    public record Reach(boolean everyone, SortedSet<TenantId> tenants, SortedSet<String> plans) {
        public Reach {
            tenants = Collections.unmodifiableSortedSet(new TreeSet<>(tenants));
            plans = Collections.unmodifiableSortedSet(new TreeSet<>(plans));
        }

        /** Everyone there is, and calls without a tenant too. */
        public static Reach all() {
            return new Reach(true, new TreeSet<>(), new TreeSet<>());
        }

        /** Whether it hits somebody. */
        public boolean hits(@Nullable String tenantId, @Nullable String plan) {
            return everyone
                    || (tenantId != null
                            && tenants.stream()
                                    .anyMatch(tenant -> tenant.toString().equals(tenantId)))
                    || (plan != null && plans.contains(plan));
        }

        /** The same without a tenant; null when that leaves nobody. */
        @Nullable
        Reach without(TenantId tenant) {
            var others = new TreeSet<>(tenants);
            others.remove(tenant);
            return everyone || !others.isEmpty() || !plans.isEmpty() ? new Reach(everyone, others, plans) : null;
        }
    }

    /** Whether its time is over. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    KillSwitch withReach(Reach other) {
        return new KillSwitch(id, other, reason, by, since, expiresAt);
    }

    /** As it stands in a history. */
    Map<String, Object> shown() {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("everyone", reach.everyone());
        shown.put("tenants", reach.tenants().stream().map(TenantId::toString).toList());
        shown.put("plans", reach.plans().stream().toList());
        shown.put("reason", reason);
        shown.put("by", by);
        shown.put("since", since.toString());
        if (expiresAt != null) {
            shown.put("expiresAt", expiresAt.toString());
        }
        return shown;
    }
}
