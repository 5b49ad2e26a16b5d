package io.centercontrol.storefront.http;

import io.centercontrol.storefront.Store;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The stores of a shop.
 *
 * @param limit how many there may be; may be fewer than there are, when the platform has lowered it since
 */
public record StoresView(long limit, List<StoreView> stores) {
    /** One store. */
    public record StoreView(UUID id, String name, Instant openedAt) {
        static StoreView of(Store store) {
            return new StoreView(store.id(), store.name(), store.openedAt());
        }
    }

    static StoresView of(long limit, List<Store> stores) {
        return new StoresView(limit, stores.stream().map(StoreView::of).toList());
    }
}
