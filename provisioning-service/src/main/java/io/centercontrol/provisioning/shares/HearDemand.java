package io.centercontrol.provisioning.shares;

import io.centercontrol.provisioning.shares.model.HeardDemand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Instances tell what is asked of them: the fleets take note of it. */
@ApplicationScoped
public class HearDemand {
    private final Fleets fleets;

    HearDemand(Fleets fleets) {
        this.fleets = fleets;
    }

    /** What was heard, in the order of the topics. */
    public record Command(List<HeardDemand> heard) {}

    /** Never refuses. What an old record says is older than what comes after it, and is forgotten by itself. */
    public void run(Command command) {
        command.heard().forEach(fleets::hear);
    }
}
