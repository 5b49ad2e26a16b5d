package io.centercontrol.storefront;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders of all customers. */
public interface Orders {
    /** Keeps an order. */
    Uni<Void> add(Customer customer, Order order);

    /** One of the customer's own orders; null when there is no such. */
    Uni<@Nullable Order> find(Customer customer, UUID id);
}
