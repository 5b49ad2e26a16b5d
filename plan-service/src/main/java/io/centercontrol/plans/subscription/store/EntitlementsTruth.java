package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.plans.subscription.Subscriptions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.entitlements.v1}. */
@Singleton
class EntitlementsTruth extends TableTruth {
    private final Subscriptions subscriptions;

    EntitlementsTruth(Mutiny.SessionFactory sessions, Subscriptions subscriptions) {
        super(sessions, "cc.entitlements.v1", "subscription", "uuid", "true");
        this.subscriptions = subscriptions;
    }

    @Override
    public Uni<Void> republish(String id) {
        return subscriptions.republish(TenantId.parse(id));
    }
}
