package io.centercontrol.tenants;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone asks what happened to a tenant. */
@ApplicationScoped
public class TenantHistory {
    private final Tenants tenants;

    TenantHistory(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Which part of which tenant's history. */
    public record Command(TenantId id, int limit, @Nullable String cursor) {}

    /** Versions, newest first; refuses when there is no such tenant. */
    public Uni<Page<TenantVersion>> run(Command command) {
        return tenants.history(command.id(), command.limit(), command.cursor());
    }
}
