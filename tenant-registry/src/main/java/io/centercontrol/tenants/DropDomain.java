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

/** A tenant gives a custom domain up, proven or not. */
@ApplicationScoped
public class DropDomain {
    private final Tenants tenants;
    private final Clock clock;

    DropDomain(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** What is asked for. */
    public record Command(TenantId id, @Nullable KnownVersions expectedVersion, String domain, Cause cause) {}

    /** Gives it up; refuses when the tenant does not claim it. */
    public Uni<Kept<Tenant>> run(Command command) {
        var name = DomainNames.compared(command.domain());
        return tenants.change(
                command.id(),
                command.expectedVersion(),
                command.cause(),
                tenant -> tenant.dropDomain(name, clock.instant()));
    }
}
