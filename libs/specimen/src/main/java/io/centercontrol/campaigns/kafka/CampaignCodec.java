package io.centercontrol.campaigns.kafka;

import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.events.Change;
import io.centercontrol.events.campaigns.CampaignState;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;

/** A change of a campaign as the Avro record of {@code cc.campaigns.v1}. */
@Singleton
class CampaignCodec extends AggregateCodec<Campaign> {
    CampaignCodec(CodecTools tools) {
        super(tools, CampaignTopic.CAMPAIGNS);
    }

    @Override
    protected SpecificRecord record(Change what, Campaign campaign) {
        return io.centercontrol.events.campaigns.Campaign.newBuilder()
                .setChange(what)
                .setKey(campaign.key())
                .setName(campaign.name())
                .setBudgetCents(campaign.budgetCents())
                .setState(CampaignState.valueOf(campaign.state().name()))
                .setUpdatedAt(campaign.updatedAt())
                .build();
    }
}
