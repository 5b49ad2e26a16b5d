package io.centercontrol.provisioning.shares.store;

import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.provisioning.shares.ToldShares;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.shares.v1}. */
@Singleton
class SharesTruth extends TableTruth {
    private final ToldShares told;

    SharesTruth(Mutiny.SessionFactory sessions, ToldShares told) {
        super(sessions, "cc.shares.v1", "shares_said", "text", "true");
        this.told = told;
    }

    @Override
    public Uni<Void> republish(String id) {
        return told.republish(id);
    }
}
