package io.centercontrol.tenants.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.tenants.RepublishTenant;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.tenants.v1}. */
@Singleton
class TenantTruth extends TableTruth {
    private final RepublishTenant republishTenant;

    TenantTruth(Mutiny.SessionFactory sessions, RepublishTenant republishTenant) {
        super(sessions, "cc.tenants.v1", "tenant", "uuid", "purged_at is null");
        this.republishTenant = republishTenant;
    }

    @Override
    public Uni<Void> republish(String id) {
        return republishTenant
                .run(new RepublishTenant.Command(TenantId.parse(id)))
                .replaceWithVoid();
    }
}
