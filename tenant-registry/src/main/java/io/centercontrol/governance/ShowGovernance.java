package io.centercontrol.governance;

import io.centercontrol.governance.model.Governance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone asks which terms hold. */
@ApplicationScoped
public class ShowGovernance {
    private final Governances governances;

    ShowGovernance(Governances governances) {
        this.governances = governances;
    }

    /** Governance as it stands. */
    public Uni<Standing> run() {
        return governances
                .get(Governance.ID)
                .chain(kept -> governances.existing().map(existing -> new Standing(kept, existing)));
    }
}
