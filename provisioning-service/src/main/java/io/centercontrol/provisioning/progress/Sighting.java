package io.centercontrol.provisioning.progress;

import io.centercontrol.provisioning.progress.model.Provisioning;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provisioning with what people want to see beside it.
 *
 * @param slug the tenant's name in addresses; null when the tenant is not known here
 * @param name the tenant's name; null when the tenant is not known here
 * @param eventId the event that told of this version
 */
public record Sighting(
        Provisioning provisioning,
        @Nullable String slug,
        @Nullable String name,
        Instant updatedAt,
        UUID eventId) {}
