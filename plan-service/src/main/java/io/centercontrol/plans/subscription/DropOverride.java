package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Plan and add-ons decide again what a tenant has of a feature. */
@ApplicationScoped
public class DropOverride {
    private final AlterSubscription alter;
    private final Clock clock;

    DropOverride(AlterSubscription alter, Clock clock) {
        this.alter = alter;
        this.clock = clock;
    }

    /** Of which feature. */
    public record Command(
            TenantId tenant, String feature, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Refuses when there is none. */
    public Uni<Altered> run(Command command) {
        return alter.run(
                command.tenant(),
                command.expectedVersion(),
                command.cause(),
                (subscription, offer) -> subscription.dropOverride(command.feature(), clock.instant()));
    }
}
