package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.Catalog;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Entitlement;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Someone asks what a tenant is entitled to, now or at any other moment, and how it comes about. */
@ApplicationScoped
public class ShowEntitlements {
    private final Subscriptions subscriptions;
    private final Catalog catalog;
    private final GovernanceView governance;
    private final Clock clock;

    ShowEntitlements(Subscriptions subscriptions, Catalog catalog, GovernanceView governance, Clock clock) {
        this.subscriptions = subscriptions;
        this.catalog = catalog;
        this.governance = governance;
        this.clock = clock;
    }

    /**
     * Of whom, and when.
     *
     * @param at null for now; one that is to come gives what is scheduled by now
     */
    public record Command(TenantId tenant, @Nullable Instant at) {}

    /** What held or will hold at that moment. */
    public record Result(Kept<Entitled> kept, Instant at, PlanRef plan, Offer offer, List<Entitlement> entitlements) {
        public Result {
            entitlements = List.copyOf(entitlements);
        }
    }

    /** Refuses for a tenant that has no subscription, and for a moment before its registration. */
    public Uni<Result> run(Command command) {
        return subscriptions
                .find(command.tenant())
                .map(found -> found.orElseThrow(() -> AlterSubscription.unknown(command.tenant())))
                .chain(kept -> {
                    var subscription = kept.state().subscription();
                    var at = command.at() == null ? subscription.timeline().moment(clock.instant()) : command.at();
                    var plan = subscription.timeline().at(at).assignment().plan();
                    return catalog.shelf()
                            .chain(shelf -> governance.defaultsAt(at).map(defaults -> {
                                var offer = new Offer(shelf, defaults);
                                return new Result(kept, at, plan, offer, offer.entitlements(subscription, at));
                            }));
                });
    }
}
