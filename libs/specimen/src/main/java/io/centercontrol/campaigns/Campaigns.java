package io.centercontrol.campaigns;

import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Kept;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All campaigns there ever were, by key. */
public interface Campaigns extends Aggregates<String, Campaign> {
    /** Saves a new campaign; refuses a key that was ever used. */
    Uni<Kept<Campaign>> create(Change<Campaign> creation, Cause cause);

    /**
     * Locks a campaign, compares its version, lets the model decide, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed; the answer then is the campaign as it stands
     */
    Uni<Kept<Campaign>> change(
            String key,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<Campaign, @Nullable Change<Campaign>> decide);

    /** Campaigns by key, all of them or those in one state. */
    Uni<Page<Kept<Campaign>>> find(Campaign.@Nullable State state, int limit, @Nullable String cursor);
}
