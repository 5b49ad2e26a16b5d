package io.centercontrol.governance;

import io.centercontrol.governance.model.Terms;
import io.centercontrol.governance.model.TermsRules;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.offer.KnownPlans;
import io.centercontrol.offer.OnOffer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * An admin sets the platform's terms. A limit may be set below what exists: nothing is taken away, but nothing is added
 * until there is room. A new default plan is one that is on offer.
 */
@ApplicationScoped
public class ChangeGovernance {
    private final Governances governances;
    private final KnownPlans plans;
    private final Clock clock;

    ChangeGovernance(Governances governances, KnownPlans plans, Clock clock) {
        this.governances = governances;
        this.plans = plans;
        this.clock = clock;
    }

    /** What is asked for, and why. */
    public record Command(Terms terms, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Changes; the same terms make no new version. */
    public Uni<Standing> run(Command command) {
        TermsRules.check(command.terms());
        return plans.onOffer()
                .chain(offer -> governances.change(command.expectedVersion(), command.cause(), governance -> {
                    checkPlan(governance.terms().defaultPlan(), command.terms().defaultPlan(), offer);
                    return governance.change(command.terms(), clock.instant());
                }));
    }

    /** A default that stays may have been retired meanwhile; and where no plan is known at all, nothing can be said of one. */
    private static void checkPlan(@Nullable String before, @Nullable String after, OnOffer offer) {
        if (after != null && !after.equals(before) && offer.anyKnown()) {
            offer.check("/defaultPlan", after);
        }
    }
}
