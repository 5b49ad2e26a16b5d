package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.provisioning.progress.TenantServices;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.tenant-services.v1}. Nobody keeps a copy of it that is compared. */
@Singleton
class TenantServiceTruth extends TableTruth {
    private final TenantServices services;

    TenantServiceTruth(Mutiny.SessionFactory sessions, TenantServices services) {
        super(sessions, "cc.tenant-services.v1", "tenant_service_said", "text", "true");
        this.services = services;
    }

    @Override
    public boolean compared() {
        return false;
    }

    @Override
    public Uni<Void> republish(String id) {
        return services.republish(id);
    }
}
