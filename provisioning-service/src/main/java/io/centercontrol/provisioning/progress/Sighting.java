package io.centercontrol.provisioning.progress;

import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.provisioning.progress.model.Provisioning;
import org.jspecify.annotations.Nullable;

/**
 * A provisioning with what people want to see beside it.
 *
 * @param slug the tenant's name in addresses; null when the tenant is not known here
 * @param name the tenant's name; null when the tenant is not known here
 */
public record Sighting(
        Kept<Provisioning> kept,
        @Nullable String slug,
        @Nullable String name) {
    /** What it is beside of. */
    public Provisioning provisioning() {
        return kept.state();
    }
}
