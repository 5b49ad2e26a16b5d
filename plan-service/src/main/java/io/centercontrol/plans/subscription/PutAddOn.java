package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant gets an add-on on top of its plan. */
@ApplicationScoped
public class PutAddOn {
    private final AlterSubscription alter;
    private final Clock clock;

    PutAddOn(AlterSubscription alter, Clock clock) {
        this.alter = alter;
        this.clock = clock;
    }

    /**
     * What it gets.
     *
     * @param version null for the newest published one
     * @param until null for no end
     */
    public record Command(
            TenantId tenant,
            String addOn,
            @Nullable Integer version,
            @Nullable Instant until,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Refuses what cannot be given, and an end that is not to come. */
    public Uni<Altered> run(Command command) {
        return alter.run(command.tenant(), command.expectedVersion(), command.cause(), (subscription, offer) -> {
            var addOn = Choice.of(
                    offer.shelf(), Plan.Kind.ADD_ON, "/key", command.addOn(), command.version(), command.tenant());
            return subscription.addOn(addOn, command.until(), command.cause(), clock.instant());
        });
    }
}
