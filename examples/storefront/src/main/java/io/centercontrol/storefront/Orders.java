package io.centercontrol.storefront;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders of all customers. */
public interface Orders {
    /**
     * Keeps an order and the points that it brings, with the key that it was asked for with; false, and nothing kept, when the key made one already.
     *
     * @param points 0 for none
     * @param once null for an order that nobody sends again
     */
    Uni<Boolean> add(Customer customer, Order order, long points, @Nullable OnceKey once);

    /** What a key made before, for as long as it is remembered; null when nothing. */
    Uni<@Nullable Made> madeBy(Customer customer, String key);

    /** An order, and the key with the body that made it. */
    record Made(UUID order, OnceKey once) {}

    /** One of the customer's own orders; null when there is no such. */
    Uni<@Nullable Order> find(Customer customer, UUID id);
}
