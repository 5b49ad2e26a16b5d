package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A hold stands no longer. A deletion that only waited for it goes on by itself. */
@ApplicationScoped
public class ReleaseHold {
    private final Tenants tenants;
    private final Clock clock;

    ReleaseHold(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** What is asked for. */
    public record Command(TenantId id, @Nullable KnownVersions expectedVersion, UUID hold, Cause cause) {}

    /** Releases; refuses when there is no such hold. */
    public Uni<Kept<Tenant>> run(Command command) {
        return tenants.change(
                command.id(),
                command.expectedVersion(),
                command.cause(),
                tenant -> tenant.releaseHold(command.hold(), clock.instant()));
    }
}
