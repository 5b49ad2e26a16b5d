package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.provisioning.progress.Provisionings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands on {@code cc.provisioning.v1}. Its readers act on what they hear and keep no copy. */
@Singleton
class ProvisioningTruth extends TableTruth {
    private final Provisionings provisionings;

    ProvisioningTruth(Mutiny.SessionFactory sessions, Provisionings provisionings) {
        super(sessions, "cc.provisioning.v1", "provisioning_said", "uuid", "true");
        this.provisionings = provisionings;
    }

    @Override
    public boolean compared() {
        return false;
    }

    @Override
    public Uni<Void> republish(String id) {
        return provisionings.republish(TenantId.parse(id));
    }
}
