package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.plans.subscription.Subscriptions.Decided;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Subscription;
import io.centercontrol.plans.subscription.model.ValueChange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The road of every decision about one tenant's subscription: lock it, look at what is on offer, let the model decide,
 * compute what comes of it, save and tell.
 */
@ApplicationScoped
class AlterSubscription {
    private final Transactions transactions;
    private final TenantsView tenants;
    private final Subscriptions subscriptions;
    private final Offers offers;
    private final Ids ids;

    AlterSubscription(
            Transactions transactions, TenantsView tenants, Subscriptions subscriptions, Offers offers, Ids ids) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
        this.offers = offers;
        this.ids = ids;
    }

    /** What the model makes of it, given what is on offer. */
    interface Decide {
        Change<Subscription> by(Subscription subscription, Offer offer);
    }

    /** Refuses for a tenant that is not there or leaving, and for another version than is expected. */
    Uni<Altered> run(TenantId tenant, @Nullable KnownVersions expectedVersion, Cause cause, Decide decide) {
        return transactions.run(() -> subscriptions
                .lock(List.of(tenant))
                .chain(found -> tenants.find(tenant).chain(known -> {
                    if (found.isEmpty()) {
                        throw unknown(tenant);
                    }
                    if (known.isPresent() && known.get().leaving()) {
                        throw leaving(tenant);
                    }
                    var kept = found.getFirst();
                    KnownVersions.check(expectedVersion, kept.state());
                    return offers.now().chain(offer -> save(kept, offer, cause, decide));
                })));
    }

    private Uni<Altered> save(Kept<Entitled> kept, Offer offer, Cause cause, Decide decide) {
        var change = decide.by(kept.state().subscription(), offer);
        var decided = decided(kept.state(), change, offer, cause, ids);
        return subscriptions
                .save(List.of(decided), offer.defaults().version())
                .replaceWith(() -> new Altered(
                        new Kept<>(decided.change().next(), decided.eventId()),
                        ValueChange.between(
                                kept.state().values(), decided.change().next().values())));
    }

    /** The change of the subscription with what comes of it: the fields of its values stand beside its own. */
    static Decided decided(@Nullable Entitled before, Change<Subscription> change, Offer offer, Cause cause, Ids ids) {
        var after = offer.entitled(change.next());
        var fields = new ArrayList<>(change.fields());
        for (var value : ValueChange.between(before == null ? List.of() : before.values(), after.values())) {
            fields.add(new FieldChange("/entitlements/" + value.feature(), value.before(), value.after()));
        }
        return new Decided(new Change<>(after, change.type(), fields), cause, ids.next());
    }

    static RuntimeException unknown(TenantId tenant) {
        return new Refusal.NotFound(
                        "SUBSCRIPTION_NOT_FOUND",
                        "No tenant with id " + tenant
                                + " is known here. A new one is, a moment after its registration.")
                .asException();
    }

    private static RuntimeException leaving(TenantId tenant) {
        return new Refusal.Conflict(
                        "TENANT_IS_LEAVING",
                        "The tenant " + tenant + " is being deleted, or was: it is given nothing any more.",
                        Map.of())
                .asException();
    }
}
