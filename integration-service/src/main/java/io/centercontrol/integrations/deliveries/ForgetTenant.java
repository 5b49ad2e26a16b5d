package io.centercontrol.integrations.deliveries;

import io.centercontrol.kit.provision.ErasesTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A tenant's data is erased: of what was told about it stays that it was told. */
@ApplicationScoped
public class ForgetTenant implements ErasesTenant {
    private final Deliveries deliveries;

    ForgetTenant(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public Uni<Void> run(Command command) {
        return deliveries.erase(command.tenant());
    }
}
