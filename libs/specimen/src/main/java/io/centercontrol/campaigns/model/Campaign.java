package io.centercontrol.campaigns.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done for a while to sell more.
 *
 * @param key lower case, digits and dashes, such as {@code summer-sale}; never used for anything else again
 * @param budgetCents what it may cost, in whole cents
 * @param version rises by one with each change, from 1
 */
public record Campaign(String key, String name, long budgetCents, State state, long version, Instant updatedAt)
        implements Aggregate {
    /** Where a campaign is in its life. */
    public enum State {
        RUNNING,
        /** For good: nothing becomes of it any more. */
        ENDED
    }

    @Override
    public String aggregateId() {
        return key;
    }

    @Override
    public String inWords() {
        return "The campaign " + key;
    }

    /** A new campaign. */
    public static Change<Campaign> start(String key, String name, long budgetCents, Instant now) {
        CampaignRules.check(key, name, budgetCents);
        return new Change<>(
                new Campaign(key, name, budgetCents, State.RUNNING, 1, now),
                "campaign.started",
                List.of(
                        new FieldChange("/key", null, key),
                        new FieldChange("/name", null, name),
                        new FieldChange("/budgetCents", null, budgetCents),
                        new FieldChange("/state", null, State.RUNNING)));
    }

    /** Another name; null when it is called so already. */
    public @Nullable Change<Campaign> rename(String newName, Instant now) {
        mustRun();
        CampaignRules.check(key, newName, budgetCents);
        return newName.equals(name)
                ? null
                : new Change<>(
                        new Campaign(key, newName, budgetCents, state, version + 1, now),
                        "campaign.renamed",
                        List.of(new FieldChange("/name", name, newName)));
    }

    /** The end. */
    public Change<Campaign> end(Instant now) {
        mustRun();
        return new Change<>(
                new Campaign(key, name, budgetCents, State.ENDED, version + 1, now),
                "campaign.ended",
                List.of(new FieldChange("/state", state, State.ENDED)));
    }

    private void mustRun() {
        if (state == State.ENDED) {
            throw CampaignRefusals.ended(this);
        }
    }
}
