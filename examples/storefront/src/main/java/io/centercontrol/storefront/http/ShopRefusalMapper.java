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
        };
    }
}
