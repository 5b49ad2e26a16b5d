package io.centercontrol.tenants;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Someone looks at one tenant, as it is or as it was. */
@ApplicationScoped
public class ShowTenant {
    private final Tenants tenants;

    ShowTenant(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * Which tenant.
     *
     * @param at the moment that is asked about; null for now
     */
    public record Command(TenantId id, @Nullable Instant at) {}

    /** The tenant; refuses when there is or was none. */
    public Uni<Kept<Tenant>> run(Command command) {
        return command.at() == null ? tenants.get(command.id()) : tenants.asOf(command.id(), command.at());
    }
}
