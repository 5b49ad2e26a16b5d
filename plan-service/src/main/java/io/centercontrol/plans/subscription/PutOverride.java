package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Grant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant has something else for one feature than what its plan and add-ons give. */
@ApplicationScoped
public class PutOverride {
    private final AlterSubscription alter;
    private final Clock clock;

    PutOverride(AlterSubscription alter, Clock clock) {
        this.alter = alter;
        this.clock = clock;
    }

    /**
     * What it has.
     *
     * @param expiresAt null for no end
     */
    public record Command(
            TenantId tenant,
            String feature,
            Grant grant,
            @Nullable Instant expiresAt,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Refuses a feature that there is not, a grant of another kind, and an end that is not to come. */
    public Uni<Altered> run(Command command) {
        return alter.run(command.tenant(), command.expectedVersion(), command.cause(), (subscription, offer) -> {
            GrantOf.check(offer.shelf(), command.feature(), command.grant());
            return subscription.override(
                    command.feature(), command.grant(), command.expiresAt(), command.cause(), clock.instant());
        });
    }
}
