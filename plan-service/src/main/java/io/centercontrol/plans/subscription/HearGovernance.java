package io.centercontrol.plans.subscription;

import io.centercontrol.plans.subscription.model.Defaults;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The platform's defaults are others. What that changes for tenants is computed after it; see {@link FollowDefaults}. */
@ApplicationScoped
public class HearGovernance {
    private final GovernanceView governance;

    HearGovernance(GovernanceView governance) {
        this.governance = governance;
    }

    /** What the event said. */
    public record Command(Defaults defaults, Instant since) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return governance.hear(command.defaults(), command.since());
    }
}
