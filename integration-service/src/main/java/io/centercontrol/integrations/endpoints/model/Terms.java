package io.centercontrol.integrations.endpoints.model;

import io.centercontrol.kernel.TenantId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what.
 *
 * @param name for people: whose it is and what for
 * @param url where it is told, by POST
 * @param types of events: {@code tenant.suspended}, {@code tenant.*}, {@code *}
 * @param tenants of whom alone it is told; null for everything, what is no tenant's with it
 * @param ordered whether what happened to one aggregate is told in its order: what fails holds up what follows
 */
public record Terms(
        String name,
        String url,
        SortedSet<String> types,
        @Nullable SortedSet<TenantId> tenants,
        Payload payload,
        boolean ordered) {
    public Terms {
        types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
        tenants = tenants == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(tenants));
    }

    Terms withTenants(SortedSet<TenantId> others) {
        return new Terms(name, url, types, others, payload, ordered);
    }
}
