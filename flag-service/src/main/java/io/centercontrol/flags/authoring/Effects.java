package io.centercontrol.flags.authoring;

import io.centercontrol.kernel.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exactly which tenants get another value.
 *
 * @param total how many
 * @param tenants the first of them, by slug
 */
public record Effects(long total, List<Effect> tenants) {
    public Effects {
        tenants = List.copyOf(tenants);
    }

    /**
     * What one tenant sees.
     *
     * @param before null when its services' own default counted
     * @param after null when its services' own default counts
     */
    public record Effect(
            TenantId id,
            String slug,
            @Nullable Given before,
            @Nullable Given after) {}

    /** A value, and the variant that it has its name of. */
    public record Given(String variant, Object value) {}

    /**
     * Exactly which tenants a kill switch hits, whatever they got before.
     *
     * @param total how many
     * @param tenants the first of them, by slug
     * @param unknown of those that are named, the ones that there are not as far as this instance can tell
     */
    public record Hit(long total, List<Named> tenants, List<TenantId> unknown) {
        public Hit {
            tenants = List.copyOf(tenants);
            unknown = List.copyOf(unknown);
        }
    }

    /** A tenant by its names. */
    public record Named(TenantId id, String slug) {}
}
