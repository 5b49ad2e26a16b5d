package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A plan that was scheduled does not come. */
@ApplicationScoped
public class CancelScheduled {
    private final AlterSubscription alter;
    private final Clock clock;

    CancelScheduled(AlterSubscription alter, Clock clock) {
        this.alter = alter;
        this.clock = clock;
    }

    /**
     * What is not to come.
     *
     * @param at the moment that it is scheduled for
     */
    public record Command(
            TenantId tenant, Instant at, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Refuses when nothing is scheduled for then, or when it has begun. */
    public Uni<Altered> run(Command command) {
        return alter.run(
                command.tenant(),
                command.expectedVersion(),
                command.cause(),
                (subscription, offer) -> subscription.cancel(command.at(), clock.instant()));
    }
}
