package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.centercontrol.storefront.ShopRefusal;
import io.centercontrol.storefront.ShopRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Map;

/** Turns the hall's refusals into problems. */
@Provider
public final class ShopRefusalMapper implements ExceptionMapper<ShopRefusedException> {
    private static final Duration SOON = Duration.ofSeconds(2);

    @Override
    public Response toResponse(ShopRefusedException exception) {
        return switch (exception.refusal()) {
            case ShopRefusal.NotProvisioned missing ->
                new ProblemException(
                                Problem.of(
                                        503,
                                        "SHOP_NOT_PROVISIONED",
                                        "Not available yet",
                                        "The shop is being set up. Try again soon."),
                                SOON)
                        .response();
            case ShopRefusal.UnknownSku unknown ->
                new ProblemException(new Problem(
                                "about:blank",
                                "Unknown product",
                                422,
                                "The shop does not sell '" + unknown.sku() + "'.",
                                "UNKNOWN_SKU",
                                "/items/" + unknown.item() + "/sku",
                                Map.of()))
                        .response();
            case ShopRefusal.UnknownOrder unknown ->
                new ProblemException(
                                Problem.of(404, "ORDER_UNKNOWN", "Unknown order", "There is no such order of yours."))
                        .response();
            case ShopRefusal.KeyReused reused ->
                new ProblemException(Problem.of(
                                422,
                                "IDEMPOTENCY_KEY_REUSED",
                                "Idempotency-Key used before",
                                "The Idempotency-Key was sent before, with another body. Use a new one."))
                        .response();
            case ShopRefusal.StoreLimitReached reached ->
                new ProblemException(Problem.of(
                                        409,
                                        "STORE_LIMIT_REACHED",
                                        "No more stores",
                                        "The shop has " + reached.count() + " stores; " + reached.limit()
                                                + " are allowed.")
                                .with(Map.of("limit", reached.limit(), "count", reached.count())))
                        .response();
            case ShopRefusal.StoreNameTaken taken ->
                new ProblemException(Problem.of(
                                409,
                                "STORE_NAME_TAKEN",
                                "Name taken",
                                "Another store of the shop is called '" + taken.name() + "'."))
                        .response();
            case ShopRefusal.UnknownStore unknown ->
                new ProblemException(Problem.of(404, "STORE_UNKNOWN", "Unknown store", "The shop has no such store."))
                        .response();
            case ShopRefusal.NotStaff stranger ->
                new ProblemException(Problem.of(
                                403, "STAFF_ONLY", "Staff only", "Only the merchant's own people may do this."))
                        .response();
        };
    }
}
