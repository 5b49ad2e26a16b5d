package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Plan;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version is given to nobody any more; those who have it keep it. */
@ApplicationScoped
public class RetireVersion {
    private final Plans plans;
    private final Instance<Uses> uses;
    private final Clock clock;

    /**
     * Made by the container.
     *
     * @param uses each who gives plans to tenants
     */
    RetireVersion(Plans plans, @Any Instance<Uses> uses, Clock clock) {
        this.plans = plans;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * Which version of which plan, and why.
     *
     * @param evenInUse whether it may be in use
     */
    public record Command(
            String key,
            int number,
            boolean evenInUse,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Retires. The uses are counted while nobody can be given the version, so that the count holds. */
    public Uni<Kept<Plan>> run(Command command) {
        return plans.change(
                command.key(),
                command.expectedVersion(),
                command.cause(),
                (plan, shelf) -> uses(command)
                        .map(inUse -> plan.retire(
                                command.number(), inUse, command.evenInUse(), shelf.plans(), clock.instant())));
    }

    private Uni<Long> uses(Command command) {
        return Multi.createFrom()
                .items(uses.stream())
                .onItem()
                .transformToUniAndConcatenate(each -> each.of(command.key(), command.number()))
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }
}
