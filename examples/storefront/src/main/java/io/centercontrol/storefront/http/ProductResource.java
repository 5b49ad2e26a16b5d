package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.quarkus.CurrentTenant;
import io.centercontrol.dataplane.quarkus.Serves;
import io.centercontrol.storefront.AddProduct;
import io.centercontrol.storefront.RemoveProduct;
import io.centercontrol.storefront.ShowProducts;
import io.smallrye.mutiny.Uni;
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

/** The merchant's door to the products; customers look at the catalog. */
@Path("/products")
@Produces(MediaType.APPLICATION_JSON)
public final class ProductResource {
    private final CurrentTenant tenant;
    private final CurrentCustomer customer;
    private final AddProduct addProduct;
    private final RemoveProduct removeProduct;
    private final ShowProducts showProducts;

    ProductResource(
            CurrentTenant tenant,
            CurrentCustomer customer,
            AddProduct addProduct,
            RemoveProduct removeProduct,
            ShowProducts showProducts) {
        this.tenant = tenant;
        this.customer = customer;
        this.addProduct = addProduct;
        this.removeProduct = removeProduct;
        this.showProducts = showProducts;
    }

    /** Adds a product. */
    @POST
    @Serves(Operation.LOGIN)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> add(byte[] body) {
        var command = Body.read(body, ProductRequest.class).command(customer.get());
        return addProduct
                .run(command)
                .map(product -> Response.created(URI.create("/products/" + product.sku()))
                        .entity(ProductsView.ProductView.of(product))
                        .build());
    }

    /** How many there are, and how many there may be. */
    @GET
    public Uni<ProductsView> room() {
        tenant.get();
        return showProducts.run(customer.get()).map(ProductsView::of);
    }

    /** Takes a product out. */
    @DELETE
    @Path("/{sku}")
    @Serves(Operation.LOGIN)
    public Uni<Void> remove(@PathParam("sku") String sku) {
        return removeProduct.run(new RemoveProduct.Command(customer.get(), sku));
    }
}
