package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A tenant is switched off as a whole. */
@ApplicationScoped
public class DisableTenant {
    private final Tenants tenants;
    private final Clock clock;

    DisableTenant(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** What is asked for, and why. */
    public record Command(TenantId id, @Nullable KnownVersions expectedVersion, String reason, Cause cause) {}

    /** Disables; refuses in a state that has no such move. */
    public Uni<Kept<Tenant>> run(Command command) {
        return tenants.change(
                command.id(),
                command.expectedVersion(),
                command.cause(),
                tenant -> tenant.disable(command.reason(), clock.instant()));
    }
}
