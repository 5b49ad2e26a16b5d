package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.quarkus.CurrentTenant;
import io.centercontrol.dataplane.quarkus.Serves;
import io.centercontrol.storefront.CloseStore;
import io.centercontrol.storefront.OpenStore;
import io.centercontrol.storefront.ShopRefusal;
import io.centercontrol.storefront.Stores;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/** The stores of the tenant's shop. Anybody may look; the merchant's people open and close them, while they may log in. */
@Path("/stores")
@Produces(MediaType.APPLICATION_JSON)
public final class StoreResource {
    private final CurrentTenant tenant;
    private final CurrentCustomer customer;
    private final OpenStore openStore;
    private final CloseStore closeStore;
    private final Stores stores;
    private final Provider<DataPlane> plane;

    StoreResource(
            CurrentTenant tenant,
            CurrentCustomer customer,
            OpenStore openStore,
            CloseStore closeStore,
            Stores stores,
            Provider<DataPlane> plane) {
        this.tenant = tenant;
        this.customer = customer;
        this.openStore = openStore;
        this.closeStore = closeStore;
        this.stores = stores;
        this.plane = plane;
    }

    /** Opens a store. */
    @POST
    @Serves(Operation.LOGIN)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> open(byte[] body) {
        var command = Body.read(body, StoreRequest.class).command(customer.get());
        return openStore
                .run(command)
                .map(store -> Response.created(URI.create("/stores/" + store.id()))
                        .entity(StoresView.StoreView.of(store))
                        .build());
    }

    /** All stores, and how many there may be. */
    @GET
    public Uni<StoresView> all() {
        var id = tenant.get().id();
        return stores.of(id).map(found -> StoresView.of(plane.get().mostStores(id), found));
    }

    /** Closes a store. */
    @DELETE
    @Path("/{id}")
    @Serves(Operation.LOGIN)
    public Uni<Void> close(@PathParam("id") String id) {
        UUID store;
        try {
            store = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ShopRefusal.UnknownStore().asException();
        }
        return closeStore.run(new CloseStore.Command(customer.get(), store));
    }
}
