package io.centercontrol.governance.store;

import io.centercontrol.governance.RepublishGovernance;
import io.centercontrol.kit.truth.TableTruth;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.governance.v1}. Its readers keep one record, and compare it with no digest. */
@Singleton
class GovernanceTruth extends TableTruth {
    private final RepublishGovernance republishGovernance;

    GovernanceTruth(Mutiny.SessionFactory sessions, RepublishGovernance republishGovernance) {
        super(sessions, "cc.governance.v1", "governance", "text", "true");
        this.republishGovernance = republishGovernance;
    }

    @Override
    public boolean compared() {
        return false;
    }

    @Override
    public Uni<Void> republish(String id) {
        return republishGovernance.run();
    }
}
