package io.centercontrol.campaigns;

import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A campaign that runs is called otherwise. */
@ApplicationScoped
public class RenameCampaign {
    private final Campaigns campaigns;
    private final Clock clock;

    RenameCampaign(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /** Which campaign, and its new name. */
    public record Command(String key, String name, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Renames; the same name makes no new version. */
    public Uni<Kept<Campaign>> run(Command command) {
        return campaigns.change(
                command.key(),
                command.expectedVersion(),
                command.cause(),
                campaign -> campaign.rename(command.name(), clock.instant()));
    }
}
