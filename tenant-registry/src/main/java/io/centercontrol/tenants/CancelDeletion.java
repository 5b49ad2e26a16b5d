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

/** A tenant is not deleted after all: it is again what it was before. */
@ApplicationScoped
public class CancelDeletion {
    private final Tenants tenants;
    private final Clock clock;

    CancelDeletion(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** What is asked for. */
    public record Command(TenantId id, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Cancels; refuses once the deletion has begun. */
    public Uni<Kept<Tenant>> run(Command command) {
        return tenants.change(
                command.id(),
                command.expectedVersion(),
                command.cause(),
                tenant -> tenant.cancelDeletion(clock.instant()));
    }
}
