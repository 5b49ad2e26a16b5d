package io.centercontrol.campaigns.http;

import io.centercontrol.campaigns.RenameCampaign;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import org.jspecify.annotations.Nullable;

/** Another name for a campaign as it comes in JSON. */
record RenameCampaignRequest(
        @Nullable String name, @Nullable String reason) {
    RenameCampaign.Command toCommand(String key, @Nullable KnownVersions expectedVersion, Caller caller) {
        var required = new Required();
        var command = new RenameCampaign.Command(
                key, required.text("/name", name), expectedVersion, caller.because(Reasons.optional(reason)));
        required.end();
        return command;
    }
}
