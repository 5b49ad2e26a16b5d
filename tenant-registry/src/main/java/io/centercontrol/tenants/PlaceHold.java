package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.tenants.model.Hold;
import io.centercontrol.tenants.model.HoldKind;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A tenant must not be deleted while a hold stands. */
@ApplicationScoped
public class PlaceHold {
    private final Tenants tenants;
    private final Ids ids;
    private final Clock clock;

    PlaceHold(Tenants tenants, Ids ids, Clock clock) {
        this.tenants = tenants;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is asked for, and why. */
    public record Command(
            TenantId id, @Nullable KnownVersions expectedVersion, HoldKind kind, String reason, Cause cause) {}

    /** Places; refuses once the erasing has begun. */
    public Uni<Kept<Tenant>> run(Command command) {
        return tenants.change(command.id(), command.expectedVersion(), command.cause(), tenant -> {
            var now = clock.instant();
            var author = command.cause().actor().id();
            return tenant.placeHold(new Hold(ids.next(), command.kind(), command.reason(), author, now), now);
        });
    }
}
