package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.Terms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** There is a new plan, add-on or custom package; nobody can have it before a version of it is published. */
@ApplicationScoped
public class CreatePlan {
    private final Plans plans;
    private final Clock clock;

    CreatePlan(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * The new plan.
     *
     * @param onlyFor the one tenant that a custom package is for
     * @param terms of its first version
     */
    public record Command(
            String key,
            String name,
            Plan.Kind kind,
            @Nullable TenantId onlyFor,
            Terms terms,
            Cause cause) {}

    /** Creates it with a draft; refuses a key that was ever used. */
    public Uni<Kept<Plan>> run(Command command) {
        return plans.create(
                command.key(),
                command.cause(),
                shelf -> Plan.create(
                        command.key(),
                        command.name(),
                        command.kind(),
                        command.onlyFor(),
                        command.terms(),
                        shelf.features(),
                        shelf.plans(),
                        clock.instant()));
    }
}
