package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A draft becomes what tenants can be given; from then on it never changes. */
@ApplicationScoped
public class PublishVersion {
    private final Plans plans;
    private final Clock clock;

    PublishVersion(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /** Which version of which plan, and why. */
    public record Command(String key, int number, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Publishes; refuses what is no draft. */
    public Uni<Kept<Plan>> run(Command command) {
        return plans.change(
                command.key(),
                command.expectedVersion(),
                command.cause(),
                (plan, shelf) -> Uni.createFrom()
                        .item(plan.publish(command.number(), shelf.features(), shelf.plans(), clock.instant())));
    }
}
