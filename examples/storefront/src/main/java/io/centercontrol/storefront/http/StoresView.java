package io.centercontrol.storefront.http;

import io.centercontrol.storefront.Store;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a shop.
 *
 * @param limit how many there may be, null for any number; may be fewer than there are, when the platform has lowered it since
 */
public record StoresView(@Nullable Long limit, List<StoreView> stores) {
    /** One store. */
    public record StoreView(UUID id, String name, Instant openedAt) {
        static StoreView of(Store store) {
            return new StoreView(store.id(), store.name(), store.openedAt());
        }
    }

    static StoresView of(long limit, List<Store> stores) {
        return new StoresView(
                ProductsView.most(limit), stores.stream().map(StoreView::of).toList());
    }
}
