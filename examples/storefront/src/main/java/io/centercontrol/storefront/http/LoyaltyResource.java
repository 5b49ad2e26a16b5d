package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.CurrentTenant;
import io.centercontrol.storefront.ShowLoyalty;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Points of the customer who is logged in, where the shop's plan has loyalty. */
@Path("/loyalty")
@Produces(MediaType.APPLICATION_JSON)
public final class LoyaltyResource {
    private final CurrentTenant tenant;
    private final CurrentCustomer customer;
    private final ShowLoyalty showLoyalty;

    LoyaltyResource(CurrentTenant tenant, CurrentCustomer customer, ShowLoyalty showLoyalty) {
        this.tenant = tenant;
        this.customer = customer;
        this.showLoyalty = showLoyalty;
    }

    /** The customer's points. */
    @GET
    public Uni<LoyaltyView> points() {
        tenant.get();
        return showLoyalty.run(customer.get()).map(LoyaltyView::of);
    }
}
