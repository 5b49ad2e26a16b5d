package io.centercontrol.usage.statements.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.statements.model.Posting;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A meter event as Stripe takes it.
 *
 * @param eventName the meter's key
 * @param identifier by which it counts once
 * @param timestamp the period's last second, in seconds since 1970
 * @param payload whose, and how much
 */
@Schema(name = "StripeMeterEvent")
record StripeEvent(
        @JsonProperty("event_name") @Schema(required = true, description = "The meter's key.")
        String eventName,

        String identifier,
        long timestamp,
        Payload payload) {
    /**
     * What it says.
     *
     * @param customer the tenant's id, in whose place the customer's belongs where it is called otherwise
     * @param value a whole number
     * @param currency left away where it is no money
     * @param adjusts the number of the statement that it adds to; left away of usage of the period itself
     */
    @Schema(name = "StripeMeterEventPayload")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Payload(
            @JsonProperty("stripe_customer_id")
            @Schema(
                    required = true,
                    description =
                            "The tenant's id, in whose place the customer's belongs where it is called otherwise.")
            String customer,

            String value,
            @Nullable String currency,
            @Nullable String adjusts) {}

    static StripeEvent of(TenantId tenant, Posting posting) {
        return new StripeEvent(
                posting.meter(),
                posting.id(),
                posting.at().getEpochSecond(),
                new Payload(
                        tenant.toString(),
                        posting.quantity().toString(),
                        ContentView.code(posting.currency()),
                        posting.adjusts() == null ? null : posting.adjusts().toString()));
    }
}
