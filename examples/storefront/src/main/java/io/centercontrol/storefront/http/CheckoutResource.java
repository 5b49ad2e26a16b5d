package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.CurrentTenant;
import io.centercontrol.storefront.Checkout;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How one checks out at the shop. */
@Path("/checkout")
@Produces(MediaType.APPLICATION_JSON)
public final class CheckoutResource {
    private final CurrentTenant tenant;
    private final Checkout checkout;

    CheckoutResource(CurrentTenant tenant, Checkout checkout) {
        this.tenant = tenant;
        this.checkout = checkout;
    }

    /** The ways there are at this moment. */
    @GET
    public Checkout.Ways ways() {
        return checkout.ways(tenant.get().id());
    }
}
