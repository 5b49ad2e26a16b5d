package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantRules;
import io.centercontrol.tenants.model.TenantSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An operator changes a tenant's settings. */
@ApplicationScoped
public class UpdateTenant {
    private final Tenants tenants;
    private final Clock clock;

    UpdateTenant(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param edit makes the new settings of those that stand when the row is locked
     */
    public record Command(
            TenantId id, @Nullable KnownVersions expectedVersion, UnaryOperator<TenantSettings> edit, Cause cause) {}

    /** Changes; the same settings make no new version. */
    public Uni<Kept<Tenant>> run(Command command) {
        return tenants.change(command.id(), command.expectedVersion(), command.cause(), tenant -> {
            var next = command.edit().apply(tenant.settings());
            TenantRules.check(next, tenant.hosts());
            return tenant.update(next, clock.instant());
        });
    }
}
