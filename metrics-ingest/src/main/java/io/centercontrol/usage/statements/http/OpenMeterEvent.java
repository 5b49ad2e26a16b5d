package io.centercontrol.usage.statements.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.statements.model.Posting;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event as OpenMeter takes it: a CloudEvent.
 *
 * @param specversion 1.0
 * @param id by which it counts once
 * @param source the statement
 * @param type the meter's key
 * @param subject the tenant's id
 * @param time the period's last second
 * @param data how much
 */
@Schema(name = "OpenMeterEvent")
record OpenMeterEvent(
        String specversion, String id, String source, String type, String subject, Instant time, Data data) {
    /**
     * What it says.
     *
     * @param value a whole number
     * @param currency left away where it is no money
     * @param adjusts the number of the statement that it adds to; left away of usage of the period itself
     */
    @Schema(name = "OpenMeterEventData")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String value,
            @Nullable String currency,
            @Nullable String adjusts) {}

    static OpenMeterEvent of(TenantId tenant, long number, Posting posting) {
        return new OpenMeterEvent(
                "1.0",
                posting.id(),
                "/api/v1/statements/" + tenant + "/" + number,
                posting.meter(),
                tenant.toString(),
                posting.at(),
                new Data(
                        posting.quantity().toString(),
                        ContentView.code(posting.currency()),
                        posting.adjusts() == null ? null : posting.adjusts().toString()));
    }
}
