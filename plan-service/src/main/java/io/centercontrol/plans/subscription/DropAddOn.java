package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A tenant has an add-on no more. */
@ApplicationScoped
public class DropAddOn {
    private final AlterSubscription alter;
    private final Clock clock;

    DropAddOn(AlterSubscription alter, Clock clock) {
        this.alter = alter;
        this.clock = clock;
    }

    /** Which one. */
    public record Command(
            TenantId tenant, String addOn, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Refuses when the tenant does not have it. */
    public Uni<Altered> run(Command command) {
        return alter.run(
                command.tenant(),
                command.expectedVersion(),
                command.cause(),
                (subscription, offer) -> subscription.dropAddOn(command.addOn(), clock.instant()));
    }
}
