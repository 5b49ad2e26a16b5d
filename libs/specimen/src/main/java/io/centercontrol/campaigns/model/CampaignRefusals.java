package io.centercontrol.campaigns.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;

/** Why a campaign is not found or not changed. */
public final class CampaignRefusals {
    private CampaignRefusals() {}

    /** There is none of this key. */
    public static RefusedException notFound(String key) {
        return new Refusal.NotFound("CAMPAIGN_NOT_FOUND", "There is no campaign " + key + ".").asException();
    }

    /** The key belongs to another campaign, for good. */
    public static RefusedException keyTaken(String key) {
        return new Refusal.Conflict(
                        "CAMPAIGN_KEY_TAKEN",
                        "There is a campaign " + key + ", and a key is never used again. Take another one.",
                        Map.of("key", key))
                .asException();
    }

    /** It is over. */
    static RefusedException ended(Campaign campaign) {
        return new Refusal.Conflict(
                        "CAMPAIGN_ENDED",
                        campaign.inWords() + " has ended, and is not changed any more. Start another one.",
                        Map.of("key", campaign.key()))
                .asException();
    }
}
