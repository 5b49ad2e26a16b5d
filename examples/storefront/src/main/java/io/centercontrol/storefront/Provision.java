package io.centercontrol.storefront;

import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.Tenant;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What the storefront does for a new or changed tenant. Idempotent: the SDK may ask again for the same. */
@Singleton
final class Provision implements ProvisioningHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Product> DEFAULT_CATALOG = List.of(
            new Product("MUG", "Mug", 1290),
            new Product("SHIRT", "T-shirt", 2490),
            new Product("STICKER", "Sticker", 250));

    private final Shops shops;

    Provision(Shops shops) {
        this.shops = shops;
    }

    @Override
    public void provision(Tenant tenant) {
        shops.open(tenant, DEFAULT_CATALOG).await().atMost(PATIENCE);
    }

    @Override
    public void update(Tenant tenant) {
        if (!shops.refresh(tenant).await().atMost(PATIENCE)) {
            provision(tenant);
        }
    }
}
