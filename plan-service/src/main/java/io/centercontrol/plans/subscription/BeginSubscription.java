package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.subscription.TenantsView.KnownTenant;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.centercontrol.plans.subscription.model.Subscription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A tenant that has no subscription gets one, from its registration on: with the plan that it named, or the default. */
@ApplicationScoped
public class BeginSubscription {
    private static final Logger LOG = Logger.getLogger(BeginSubscription.class);

    private final Transactions transactions;
    private final TenantsView tenants;
    private final Subscriptions subscriptions;
    private final Offers offers;
    private final Ids ids;
    private final Clock clock;

    BeginSubscription(
            Transactions transactions,
            TenantsView tenants,
            Subscriptions subscriptions,
            Offers offers,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
        this.offers = offers;
        this.ids = ids;
        this.clock = clock;
    }

    /** For whom, and what led to it. */
    public record Command(TenantId tenant, Cause cause) {}

    /**
     * Whether the tenant has a subscription after this. Never refuses: one that is leaving gets none, and while there is no
     * plan that it could be given, it has to wait for one.
     */
    public Uni<Boolean> run(Command command) {
        return transactions.run(() -> tenants.lock(command.tenant())
                .chain(known -> known.isEmpty() || known.get().leaving()
                        ? Uni.createFrom().item(false)
                        : subscriptions
                                .lock(List.of(command.tenant()))
                                .chain(found -> found.isEmpty()
                                        ? beginOnce(known.get(), command.cause())
                                        : Uni.createFrom().item(true))));
    }

    /** What was erased does not begin anew when older news of the tenant comes late. */
    private Uni<Boolean> beginOnce(KnownTenant tenant, Cause cause) {
        return tenants.hasBegun(tenant.id())
                .chain(begun -> begun
                        ? Uni.createFrom().item(false)
                        : offers.now().chain(offer -> begin(tenant, offer, cause)));
    }

    private Uni<Boolean> begin(KnownTenant tenant, Offer offer, Cause cause) {
        var plan = plan(tenant, offer);
        if (plan == null) {
            LOG.warnf("tenant %s: there is no plan that it could be given", tenant.id());
            return Uni.createFrom().item(false);
        }
        var change = Subscription.begin(tenant.id(), tenant.createdAt(), plan, cause, clock.instant());
        return subscriptions
                .save(
                        List.of(AlterSubscription.decided(null, change, offer, cause, ids)),
                        offer.defaults().version())
                .chain(() -> tenants.begun(tenant.id()))
                .replaceWith(true);
    }

    /** What was named can have been retired since; then the default is as good as for one that named nothing. */
    private static @Nullable PlanRef plan(KnownTenant tenant, Offer offer) {
        var named = current(tenant.registeredPlan(), offer);
        return named != null ? named : current(offer.defaults().plan(), offer);
    }

    private static @Nullable PlanRef current(@Nullable String key, Offer offer) {
        var plan = key == null ? null : offer.shelf().plan(key);
        if (plan == null || plan.kind() != Plan.Kind.PLAN || plan.onlyFor() != null) {
            return null;
        }
        var version = plan.current();
        return version == null ? null : new PlanRef(plan.key(), version.number());
    }
}
