package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows how far provisionings are. */
@ApplicationScoped
public class FindProvisionings {
    private final Provisionings provisionings;

    FindProvisionings(Provisionings provisionings) {
        this.provisionings = provisionings;
    }

    /** A part of a list. */
    public Uni<Page<Sighting>> run(ProvisioningQuery query) {
        return provisionings.find(query);
    }

    /** One tenant's; refused when the tenant is not known here. */
    public Uni<Sighting> one(TenantId tenant) {
        return provisionings.find(tenant).map(found -> found.orElseThrow(() -> Operate.notFound(tenant)));
    }
}
