package io.centercontrol.tenants;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** All required tenant services have provisioned a tenant. The news may come again: only the first makes a version. */
@ApplicationScoped
public class MarkTenantReady {
    private static final Actor SOURCE = Actor.service("provisioning-service");

    private final Tenants tenants;
    private final Clock clock;

    MarkTenantReady(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Which tenant, and the event that said so. */
    public record Command(TenantId id, @Nullable String correlationId, String causationId) {}

    /** Marks the tenant; the answer is the tenant as it then stands. */
    public Uni<Kept<Tenant>> run(Command command) {
        var cause = new Cause(SOURCE, null, command.correlationId(), command.causationId());
        return tenants.change(command.id(), null, cause, tenant -> tenant.becomeReady(clock.instant()));
    }
}
