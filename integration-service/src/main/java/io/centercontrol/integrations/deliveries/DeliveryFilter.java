package io.centercontrol.integrations.deliveries;

import io.centercontrol.integrations.deliveries.model.DeliveryState;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries of an endpoint are meant; what is null does not matter.
 *
 * @param from what happened at this moment or later
 * @param to what happened before this moment
 */
public record DeliveryFilter(
        @Nullable DeliveryState state,
        @Nullable String type,
        @Nullable TenantId tenant,
        @Nullable Instant from,
        @Nullable Instant to) {}
