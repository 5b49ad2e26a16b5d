package io.centercontrol.plans.subscription;

import io.centercontrol.plans.catalog.Catalog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What is on offer now. */
@ApplicationScoped
class Offers {
    private final Catalog catalog;
    private final GovernanceView governance;

    Offers(Catalog catalog, GovernanceView governance) {
        this.catalog = catalog;
        this.governance = governance;
    }

    /** In an open transaction, the catalog holds still until it ends. */
    Uni<Offer> now() {
        return catalog.shelf().chain(shelf -> governance.defaults().map(defaults -> new Offer(shelf, defaults)));
    }
}
