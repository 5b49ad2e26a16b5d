package io.centercontrol.plans.catalog.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.plans.catalog.DraftPlan;
import io.centercontrol.plans.catalog.model.Terms;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All terms of a draft as they come in JSON; the name stays when it is left away. */
@Schema(requiredProperties = "grants")
record DraftPlanRequest(
        @Nullable String name,
        @Nullable Map<String, @Nullable JsonNode> grants,
        @Nullable PriceRequest price,
        @Nullable Integer trialDays,
        @Nullable String afterTrial,
        @Nullable String reason) {
    DraftPlan.Command toCommand(String key, @Nullable KnownVersions expectedVersion, Caller caller) {
        var required = new Required();
        var command = new DraftPlan.Command(
                key,
                name,
                new Terms(
                        GrantJson.parse("/grants", grants),
                        price == null ? null : price.toPrice(required),
                        trialDays == null ? 0 : trialDays,
                        afterTrial),
                expectedVersion,
                caller.because(Reasons.optional(reason)));
        required.end();
        return command;
    }
}
