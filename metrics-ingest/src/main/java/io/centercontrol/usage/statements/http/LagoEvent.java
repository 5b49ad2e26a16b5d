package io.centercontrol.usage.statements.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.statements.model.Posting;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event as Lago takes it.
 *
 * @param event what it is
 */
@Schema(name = "LagoEvent")
record LagoEvent(Event event) {
    /**
     * What it is.
     *
     * @param transactionId by which it counts once
     * @param subscription the tenant's id, in whose place the subscription's belongs where it is called otherwise
     * @param code the meter's key
     * @param timestamp the period's last second, in seconds since 1970
     * @param properties how much
     */
    @Schema(name = "LagoEventBody")
    record Event(
            @JsonProperty("transaction_id") @Schema(required = true, description = "By which it counts once.")
            String transactionId,

            @JsonProperty("external_subscription_id")
            @Schema(
                    required = true,
                    description =
                            "The tenant's id, in whose place the subscription's belongs where it is called otherwise.")
            String subscription,

            String code,
            long timestamp,
            Properties properties) {}

    /**
     * What it says.
     *
     * @param value a whole number
     * @param currency left away where it is no money
     * @param adjusts the number of the statement that it adds to; left away of usage of the period itself
     */
    @Schema(name = "LagoEventProperties")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Properties(
            String value,
            @Nullable String currency,
            @Nullable String adjusts) {}

    static LagoEvent of(TenantId tenant, Posting posting) {
        return new LagoEvent(new Event(
                posting.id(),
                tenant.toString(),
                posting.meter(),
                posting.at().getEpochSecond(),
                new Properties(
                        posting.quantity().toString(),
                        ContentView.code(posting.currency()),
                        posting.adjusts() == null ? null : posting.adjusts().toString())));
    }
}
