package io.centercontrol.campaigns;

import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.aggregate.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A campaign begins. */
@ApplicationScoped
public class StartCampaign {
    private final Campaigns campaigns;
    private final Clock clock;

    StartCampaign(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /** The new campaign. */
    public record Command(String key, String name, long budgetCents, Cause cause) {}

    /** Starts; refuses a key that was ever used. */
    public Uni<Kept<Campaign>> run(Command command) {
        return campaigns.create(
                Campaign.start(command.key(), command.name(), command.budgetCents(), clock.instant()), command.cause());
    }
}
