package io.centercontrol.campaigns.http;

import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.kit.aggregate.Kept;
import java.time.Instant;
import java.util.UUID;

/**
 * A campaign as clients see it.
 *
 * @param eventId the event that told of this version
 */
record CampaignView(
        String key,
        String name,
        long budgetCents,
        Campaign.State state,
        long version,
        Instant updatedAt,
        UUID eventId) {
    static CampaignView of(Kept<Campaign> kept) {
        var campaign = kept.state();
        return new CampaignView(
                campaign.key(),
                campaign.name(),
                campaign.budgetCents(),
                campaign.state(),
                campaign.version(),
                campaign.updatedAt(),
                kept.eventId());
    }
}
