package io.centercontrol.campaigns.http;

import io.centercontrol.campaigns.EndCampaign;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.security.Caller;
import org.jspecify.annotations.Nullable;

/** Why a campaign is over, as it comes in JSON. */
record EndCampaignRequest(@Nullable String reason) {
    EndCampaign.Command toCommand(String key, @Nullable KnownVersions expectedVersion, Caller caller) {
        return new EndCampaign.Command(key, expectedVersion, caller.because(Reasons.required(reason)));
    }
}
