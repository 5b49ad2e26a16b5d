package io.centercontrol.plans.catalog.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.plans.catalog.CreatePlan;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.Terms;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new plan or add-on as it comes in JSON, with the terms of its first version. */
@Schema(requiredProperties = {"key", "name", "grants"})
record CreatePlanRequest(
        @Nullable String key,
        @Nullable String name,
        Plan.@Nullable Kind kind,
        @Nullable String onlyFor,
        @Nullable Map<String, @Nullable JsonNode> grants,
        @Nullable PriceRequest price,
        @Nullable Integer trialDays,
        @Nullable String afterTrial,
        @Nullable String reason) {
    CreatePlan.Command toCommand(Caller caller) {
        var required = new Required();
        var command = new CreatePlan.Command(
                required.text("/key", key),
                required.text("/name", name),
                kind == null ? Plan.Kind.PLAN : kind,
                onlyFor == null ? null : new TenantId(Parameters.uuid("onlyFor", onlyFor)),
                new Terms(
                        GrantJson.parse("/grants", grants),
                        price == null ? null : price.toPrice(required),
                        trialDays == null ? 0 : trialDays,
                        afterTrial),
                caller.because(Reasons.optional(reason)));
        required.end();
        return command;
    }
}
