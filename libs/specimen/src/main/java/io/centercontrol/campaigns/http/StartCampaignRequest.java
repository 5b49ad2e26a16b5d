package io.centercontrol.campaigns.http;

import io.centercontrol.campaigns.StartCampaign;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import org.jspecify.annotations.Nullable;

/** A new campaign as it comes in JSON. */
record StartCampaignRequest(
        @Nullable String key,
        @Nullable String name,
        @Nullable Long budgetCents,
        @Nullable String reason) {
    StartCampaign.Command toCommand(Caller caller) {
        var required = new Required();
        var command = new StartCampaign.Command(
                required.text("/key", key),
                required.text("/name", name),
                required.value("/budgetCents", budgetCents, 0L),
                caller.because(Reasons.optional(reason)));
        required.end();
        return command;
    }
}
