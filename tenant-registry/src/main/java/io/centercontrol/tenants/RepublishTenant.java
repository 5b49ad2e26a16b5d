package io.centercontrol.tenants;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A tenant's newest event is sent again, since someone may have missed it. */
@ApplicationScoped
public class RepublishTenant {
    private final Tenants tenants;

    RepublishTenant(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Which tenant. */
    public record Command(TenantId id) {}

    /** Sends; refuses when there is no such tenant. */
    public Uni<Saved> run(Command command) {
        return tenants.republish(command.id());
    }
}
