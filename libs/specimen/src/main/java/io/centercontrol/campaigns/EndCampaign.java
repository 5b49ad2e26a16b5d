package io.centercontrol.campaigns;

import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A campaign is over. */
@ApplicationScoped
public class EndCampaign {
    private final Campaigns campaigns;
    private final Clock clock;

    EndCampaign(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /** Which campaign. */
    public record Command(String key, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Ends; refuses one that has ended. */
    public Uni<Kept<Campaign>> run(Command command) {
        return campaigns.change(
                command.key(), command.expectedVersion(), command.cause(), campaign -> campaign.end(clock.instant()));
    }
}
