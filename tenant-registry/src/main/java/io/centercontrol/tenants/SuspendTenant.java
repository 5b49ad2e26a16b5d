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

/** A tenant takes no log-in and no order from now on; it can still look and take its data out. */
@ApplicationScoped
public class SuspendTenant {
    private final Tenants tenants;
    private final Clock clock;

    SuspendTenant(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** What is asked for, and why. */
    public record Command(TenantId id, @Nullable KnownVersions expectedVersion, String reason, Cause cause) {}

    /** Suspends; refuses in a state that has no such move. */
    public Uni<Kept<Tenant>> run(Command command) {
        return tenants.change(
                command.id(),
                command.expectedVersion(),
                command.cause(),
                tenant -> tenant.suspend(command.reason(), clock.instant()));
    }
}
