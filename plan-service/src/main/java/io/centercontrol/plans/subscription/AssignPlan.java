package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.subscription.model.PeriodEnd;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.centercontrol.plans.subscription.model.Subscription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tenant gets another plan: at once, at a time, at the end of the period that it pays for, or to try it. */
@ApplicationScoped
public class AssignPlan {
    private final AlterSubscription alter;
    private final Clock clock;

    AssignPlan(AlterSubscription alter, Clock clock) {
        this.alter = alter;
        this.clock = clock;
    }

    /** From when on. */
    public sealed interface When {
        /** From now on. */
        record Now() implements When {}

        /** From a moment on. */
        record At(Instant at) implements When {}

        /** From the end of the period on that the price of the tenant's plan is due for. */
        record PeriodsEnd() implements When {}

        /** From now on, for the days that the plan can be tried. */
        record Trial() implements When {}
    }

    /**
     * What is wanted.
     *
     * @param version null for the newest published one
     */
    public record Command(
            TenantId tenant,
            String plan,
            @Nullable Integer version,
            When when,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Refuses what cannot be given, and what is not to come. */
    public Uni<Altered> run(Command command) {
        return alter.run(
                command.tenant(),
                command.expectedVersion(),
                command.cause(),
                (subscription, offer) -> decide(command, subscription, offer, clock.instant()));
    }

    private static Change<Subscription> decide(Command command, Subscription subscription, Offer offer, Instant now) {
        var plan =
                Choice.of(offer.shelf(), Plan.Kind.PLAN, "/plan", command.plan(), command.version(), command.tenant());
        return switch (command.when()) {
            case When.Now _ -> subscription.assign(plan, command.cause(), now);
            case When.At(var at) -> subscription.schedule(at, plan, command.cause(), now);
            case When.PeriodsEnd _ ->
                subscription.schedule(periodEnd(subscription, offer, now), plan, command.cause(), now);
            case When.Trial _ -> tryOut(command, subscription, plan, offer, now);
        };
    }

    private static Instant periodEnd(Subscription subscription, Offer offer, Instant now) {
        var moment = subscription.timeline().moment(now);
        var segment = subscription.timeline().at(moment);
        var has = segment.assignment().plan();
        var price = terms(offer, has).price();
        if (price == null) {
            throw Refusal.Invalid.of(
                            "/atPeriodEnd",
                            "NO_PERIOD",
                            "The tenant's plan " + has + " has no price, so no period that ends. Send 'at', or nothing"
                                    + " for now.")
                    .asException();
        }
        return PeriodEnd.after(segment.from(), price.interval(), moment);
    }

    private static Change<Subscription> tryOut(
            Command command, Subscription subscription, PlanRef plan, Offer offer, Instant now) {
        var terms = terms(offer, plan);
        if (terms.trialDays() == 0) {
            throw Refusal.Invalid.of("/trial", "NO_TRIAL", "The plan " + plan + " has no trial.")
                    .asException();
        }
        var next = Choice.of(
                offer.shelf(),
                Plan.Kind.PLAN,
                "/trial",
                Objects.requireNonNull(terms.afterTrial(), "a trial ends in a plan"),
                null,
                command.tenant());
        var end = subscription.timeline().moment(now).plus(Duration.ofDays(terms.trialDays()));
        return subscription.tryOut(plan, end, next, command.cause(), now);
    }

    private static io.centercontrol.plans.catalog.model.Terms terms(Offer offer, PlanRef ref) {
        return Objects.requireNonNull(offer.shelf().plan(ref.plan()), "a tenant's plan is in the catalog")
                .find(ref.version())
                .terms();
    }
}
