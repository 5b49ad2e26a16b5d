package io.centercontrol.plans.catalog;

import io.smallrye.mutiny.Uni;

/** Asked by whoever computes with what is on offer. */
public interface Catalog {
    /**
     * All that is on offer. In an open transaction it holds still until that ends: nobody publishes or retires meanwhile, and
     * any number may look.
     */
    Uni<Shelf> shelf();
}
