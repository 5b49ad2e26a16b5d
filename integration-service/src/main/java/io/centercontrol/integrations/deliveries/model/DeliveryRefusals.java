package io.centercontrol.integrations.deliveries.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.UUID;

/** Why a delivery is not found. */
public final class DeliveryRefusals {
    private DeliveryRefusals() {}

    /** The endpoint was never told of this event, or it is too long ago. */
    public static RefusedException notFound(UUID endpoint, UUID event) {
        return new Refusal.NotFound(
                        "WEBHOOK_DELIVERY_NOT_FOUND",
                        "Nothing is kept of a delivery of event %s to the webhook endpoint %s."
                                .formatted(event, endpoint))
                .asException();
    }
}
