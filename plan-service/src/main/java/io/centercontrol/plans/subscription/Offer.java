package io.centercontrol.plans.subscription;

import io.centercontrol.plans.catalog.Shelf;
import io.centercontrol.plans.subscription.model.Defaults;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Entitlement;
import io.centercontrol.plans.subscription.model.Entitlements;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.centercontrol.plans.subscription.model.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What is on offer at one moment, with what it takes to compute what comes of a subscription. */
public final class Offer {
    private final Shelf shelf;
    private final Defaults defaults;
    private final Entitlements entitlements;

    /** Of a catalog and the platform's defaults. */
    public Offer(Shelf shelf, Defaults defaults) {
        this.shelf = shelf;
        this.defaults = defaults;
        this.entitlements = new Entitlements(defaults.grants(), ref -> shelf.grants(ref.plan(), ref.version()));
    }

    /** The catalog. */
    public Shelf shelf() {
        return shelf;
    }

    /** The platform's defaults. */
    public Defaults defaults() {
        return defaults;
    }

    /** A subscription with what comes of it at its moment. */
    public Entitled entitled(Subscription subscription) {
        var moment = subscription.moment();
        var plan = subscription.timeline().at(moment).assignment().plan();
        return new Entitled(
                subscription, nameOf(plan), entitlements.values(shelf.features().values(), subscription, moment));
    }

    /** What a tenant is entitled to at any moment, layer by layer, of every feature there is. */
    public List<Entitlement> entitlements(Subscription subscription, Instant moment) {
        return entitlements.of(shelf.features().values(), subscription, moment);
    }

    /** The name of a plan for people. */
    public String nameOf(PlanRef plan) {
        return Objects.requireNonNull(shelf.plan(plan.plan()), "a tenant's plan is in the catalog")
                .name();
    }
}
