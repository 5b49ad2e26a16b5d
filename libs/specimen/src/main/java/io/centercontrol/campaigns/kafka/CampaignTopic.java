package io.centercontrol.campaigns.kafka;

import io.centercontrol.events.campaigns.Campaign;
import io.centercontrol.schemas.Contract;

/** The topic of campaigns. Only a specimen has it here: the platform's topics are constants of {@link Contract}. */
public final class CampaignTopic {
    /** Campaigns as a whole. */
    public static final Contract.Topic CAMPAIGNS =
            Contract.state("cc.campaigns.v1", "campaign", Campaign.getClassSchema(), 1);

    private CampaignTopic() {}
}
