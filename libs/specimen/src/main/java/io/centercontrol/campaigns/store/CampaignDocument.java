package io.centercontrol.campaigns.store;

import io.centercontrol.campaigns.model.Campaign;
import java.time.Instant;

/** A campaign as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record CampaignDocument(String name, long budgetCents, String state, String updatedAt) {
    static CampaignDocument of(Campaign campaign) {
        return new CampaignDocument(
                campaign.name(),
                campaign.budgetCents(),
                campaign.state().name(),
                campaign.updatedAt().toString());
    }

    Campaign toCampaign(String key, long version) {
        return new Campaign(key, name, budgetCents, Campaign.State.valueOf(state), version, Instant.parse(updatedAt));
    }
}
