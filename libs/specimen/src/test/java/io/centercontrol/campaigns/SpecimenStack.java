package io.centercontrol.campaigns;

import io.centercontrol.campaigns.kafka.CampaignTopic;
import io.centercontrol.schemas.PlatformService;
import io.centercontrol.testkit.ServiceStack;
import java.util.List;
import java.util.Map;

/** What the specimen's tests stand on: what a row of {@link PlatformService} brings, for a service that has none there. */
public class SpecimenStack extends ServiceStack {
    public SpecimenStack() {
        super(new PlatformService(
                "specimen", 0, 0, List.of(CampaignTopic.CAMPAIGNS), Map.of(), List.of(), null, false, false, false));
    }
}
