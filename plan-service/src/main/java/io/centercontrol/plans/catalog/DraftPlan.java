package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.Terms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Somebody works on the next version of a plan. */
@ApplicationScoped
public class DraftPlan {
    private final Plans plans;
    private final Clock clock;

    DraftPlan(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * The draft as it shall be.
     *
     * @param name null to leave it
     */
    public record Command(
            String key,
            @Nullable String name,
            Terms terms,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Changes the draft, or begins one when the newest version is published or retired. */
    public Uni<Kept<Plan>> run(Command command) {
        return plans.change(command.key(), command.expectedVersion(), command.cause(), (plan, shelf) -> {
            var name = command.name() == null ? plan.name() : command.name();
            return Uni.createFrom()
                    .item(plan.draft(name, command.terms(), shelf.features(), shelf.plans(), clock.instant()));
        });
    }
}
