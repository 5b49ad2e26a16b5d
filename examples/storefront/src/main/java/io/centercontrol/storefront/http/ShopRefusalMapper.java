package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.Check;
import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.centercontrol.storefront.ShopRefusal;
import io.centercontrol.storefront.ShopRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Turns the hall's refusals into problems. */
@Provider
public final class ShopRefusalMapper implements ExceptionMapper<ShopRefusedException> {
    private static final Duration LATER = Duration.ofMinutes(1);
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
            case ShopRefusal.PaymentUnavailable gone ->
                new ProblemException(
                                Problem.of(
                                                503,
                                                "PAYMENT_UNAVAILABLE",
                                                "Way to pay not available",
                                                gone.payment() + " is not available at the moment. Pay by "
                                                        + gone.others() + " instead.")
                                        .with(Map.of("payments", gone.others())),
                                LATER)
                        .response();
            case ShopRefusal.KeyReused reused ->
                new ProblemException(Problem.of(
                                422,
                                "IDEMPOTENCY_KEY_REUSED",
                                "Idempotency-Key used before",
                                "The Idempotency-Key was sent before, with another body. Use a new one."))
                        .response();
            case ShopRefusal.LimitReached reached -> new ProblemException(limit(reached.check())).response();
            case ShopRefusal.NotInPlan missing -> new ProblemException(notInPlan(missing.check())).response();
            case ShopRefusal.SkuTaken taken ->
                new ProblemException(Problem.of(
                                409,
                                "SKU_TAKEN",
                                "SKU taken",
                                "Another product of the shop has the SKU '" + taken.sku() + "'."))
                        .response();
            case ShopRefusal.UnknownProduct unknown ->
                new ProblemException(
                                Problem.of(404, "PRODUCT_UNKNOWN", "Unknown product", "The shop has no such product."))
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

    private static Problem limit(Check check) {
        var facts = facts(check);
        facts.put("limit", check.limit());
        facts.put("used", check.used());
        return Problem.of(
                        409,
                        "LIMIT_REACHED",
                        "Limit reached",
                        "The shop has %d %s, and may have %d. %s"
                                .formatted(check.used(), check.feature(), check.limit(), plan(check)))
                .with(facts);
    }

    private static Problem notInPlan(Check check) {
        return Problem.of(
                        403,
                        "FEATURE_NOT_IN_PLAN",
                        "Not in the plan",
                        "The shop does not have " + check.feature() + ". " + plan(check))
                .with(facts(check));
    }

    private static Map<String, Object> facts(Check check) {
        var facts = new HashMap<String, Object>();
        facts.put("feature", check.feature());
        var plan = check.plan();
        if (plan != null) {
            facts.put("plan", plan.key());
            facts.put("planName", plan.name());
        }
        return facts;
    }

    private static String plan(Check check) {
        var plan = check.plan();
        return plan == null ? "Its plan is not known here yet." : "Its plan is " + plan.name() + ".";
    }
}
