package io.centercontrol.governance;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The newest event of governance is sent again, since someone may have missed it. */
@ApplicationScoped
public class RepublishGovernance {
    private final Governances governances;

    RepublishGovernance(Governances governances) {
        this.governances = governances;
    }

    /** Sends. */
    public Uni<Void> run() {
        return governances.republish();
    }
}
