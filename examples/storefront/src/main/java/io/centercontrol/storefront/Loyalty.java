package io.centercontrol.storefront;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The points that customers have collected with their orders. They are kept while a shop has no loyalty, and shown again later. */
public interface Loyalty {
    /** Points of one order. */
    record Entry(UUID order, long points, Instant collectedAt) {}

    /**
     * All of a customer's points.
     *
     * @param points the sum of all, also of those that are not listed
     * @param newest first
     */
    record Account(long points, List<Entry> newest) {
        public Account {
            newest = List.copyOf(newest);
        }
    }

    /** What the customer has collected, with so many of the newest entries. */
    Uni<Account> of(Customer customer, int entries);
}
