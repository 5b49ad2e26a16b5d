package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.CurrentTenant;
import io.centercontrol.storefront.ShopRefusal;
import io.centercontrol.storefront.Shops;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a shop sells. Anybody may look, also while the tenant is suspended. */
@Path("/catalog")
public final class CatalogResource {
    private final CurrentTenant tenant;
    private final Shops shops;

    CatalogResource(CurrentTenant tenant, Shops shops) {
        this.tenant = tenant;
        this.shops = shops;
    }

    /** The tenant's products. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<CatalogView> catalog() {
        var id = tenant.get().id();
        return shops.find(id).chain(shop -> {
            if (shop == null) {
                throw new ShopRefusal.NotProvisioned().asException();
            }
            return shops.products(id).map(products -> CatalogView.of(shop, products));
        });
    }
}
