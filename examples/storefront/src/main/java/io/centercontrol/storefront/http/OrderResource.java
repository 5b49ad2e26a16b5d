package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.quarkus.CurrentTenant;
import io.centercontrol.dataplane.quarkus.RateLimited;
import io.centercontrol.dataplane.quarkus.Serves;
import io.centercontrol.storefront.Orders;
import io.centercontrol.storefront.PlaceOrder;
import io.centercontrol.storefront.ShopRefusal;
import io.centercontrol.storefront.Switches;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders of the customer who is logged in. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
public final class OrderResource {
    private static final int UUID_LENGTH = 36;

    private final CurrentTenant tenant;
    private final CurrentCustomer customer;
    private final PlaceOrder placeOrder;
    private final Orders orders;

    OrderResource(CurrentTenant tenant, CurrentCustomer customer, PlaceOrder placeOrder, Orders orders) {
        this.tenant = tenant;
        this.customer = customer;
        this.placeOrder = placeOrder;
        this.orders = orders;
    }

    /** Places an order; sent again with the same Idempotency-Key it gives the same one, and none is made anew. */
    @POST
    @Serves(Operation.ORDER)
    @RateLimited(Switches.CHECKOUT)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> place(@HeaderParam(IdempotencyKeys.HEADER) @Nullable String key, byte[] body) {
        var command = Body.read(body, OrderRequest.class).command(customer.get(), IdempotencyKeys.of(key, body));
        return placeOrder.run(command).map(placed -> {
            var answer = Response.created(URI.create("/orders/" + placed.order().id()))
                    .entity(OrderView.of(placed.order()));
            return (placed.again() ? answer.header(IdempotencyKeys.REPLAYED, "true") : answer).build();
        });
    }

    /** One of the customer's own orders. */
    @GET
    @Path("/{id}")
    public Uni<OrderView> find(@PathParam("id") String id) {
        tenant.get();
        return orders.find(customer.get(), orderId(id)).map(order -> {
            if (order == null) {
                throw unknown();
            }
            return OrderView.of(order);
        });
    }

    private static UUID orderId(String text) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw unknown();
    }

    private static RuntimeException unknown() {
        return new ShopRefusal.UnknownOrder().asException();
    }
}
