package io.centercontrol.storefront;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a customer ordered, at the prices of that moment.
 *
 * @param totalMinor in the smallest unit of the currency
 * @param express whether it was checked out in one step
 */
public record Order(
        UUID id,
        String currency,
        long totalMinor,
        Payment payment,
        boolean express,
        Instant placedAt,
        List<Line> lines) {
    public Order {
        lines = List.copyOf(lines);
    }

    /** One product of an order. */
    public record Line(String sku, String name, long priceMinor, int quantity) {}
}
