package io.centercontrol.integrations.deliveries.http;

import io.centercontrol.integrations.deliveries.DeliveryFilter;
import io.centercontrol.integrations.deliveries.model.DeliveryState;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What shall be sent again.
 *
 * @param state FAILED unless said
 * @param from what happened at this moment or later
 * @param to what happened before this moment
 */
@Schema(name = "ReplayDeliveriesRequest", requiredProperties = "reason")
record ReplayRequest(
        @Nullable DeliveryState state,
        @Nullable String type,
        @Nullable String tenantId,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason) {
    DeliveryFilter toFilter() {
        var begin = Parameters.instant("from", from);
        return new DeliveryFilter(
                state == null ? DeliveryState.FAILED : state,
                EventType.read(type),
                tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                begin,
                Parameters.end("to", to, "from", begin));
    }
}
