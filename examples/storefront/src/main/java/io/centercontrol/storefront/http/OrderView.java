package io.centercontrol.storefront.http;

import io.centercontrol.storefront.Order;
import io.centercontrol.storefront.Payment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An order as customers see it. */
public record OrderView(
        UUID id, Instant placedAt, Money total, Payment payment, boolean express, List<LineView> lines) {
    /** One line of an order. */
    public record LineView(String sku, String name, Money price, int quantity) {}

    static OrderView of(Order order) {
        return new OrderView(
                order.id(),
                order.placedAt(),
                new Money(order.totalMinor(), order.currency()),
                order.payment(),
                order.express(),
                order.lines().stream()
                        .map(line -> new LineView(
                                line.sku(),
                                line.name(),
                                new Money(line.priceMinor(), order.currency()),
                                line.quantity()))
                        .toList());
    }
}
