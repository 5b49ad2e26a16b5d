package io.centercontrol.storefront.http;

import io.centercontrol.storefront.Loyalty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A customer's points.
 *
 * @param newest of what was collected, the newest first
 */
public record LoyaltyView(long points, List<EntryView> newest) {
    /** The points of one order. */
    public record EntryView(UUID order, long points, Instant collectedAt) {}

    static LoyaltyView of(Loyalty.Account account) {
        return new LoyaltyView(
                account.points(),
                account.newest().stream()
                        .map(entry -> new EntryView(entry.order(), entry.points(), entry.collectedAt()))
                        .toList());
    }
}
