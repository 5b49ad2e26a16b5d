package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A shop is held to its plan, and gets a larger one: both instances obey, the ledger proves it, and the platform says what
 * changed and which layer decided.
 */
final class Upgrade {
    /** So few that the demo is there soon; the shop begins with three. */
    private static final int ROOM = 5;

    private static final String PLAN = "standard";

    private final Api api;
    private final Steps steps;
    private final List<String> storefronts;
    private final String tenant;

    Upgrade(Api api, Steps steps, List<String> storefronts, String tenant) {
        this.api = api;
        this.steps = steps;
        this.storefronts = storefronts;
        this.tenant = tenant;
    }

    void play() throws Demo.NotSo, IOException, InterruptedException {
        var staff = Steps.demand("logged in", 200, api.login(storefronts.getFirst(), tenant))
                .path("token")
                .asText();
        narrow(staff);
        fill(staff);
        var before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var eventId = upgrade();
        obeyed(staff);
        steps.begin();
        steps.done("proven", Proof.of("proven", api.propagation(eventId)));
        explain(before, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private void narrow(String staff) throws Demo.NotSo, IOException, InterruptedException {
        steps.begin();
        Steps.demand("narrowed", 200, api.override(tenant, "products", Map.of("most", ROOM)));
        for (var storefront : storefronts) {
            Steps.await(
                    "narrowed",
                    () -> api.room(storefront, tenant, staff),
                    answer -> answer.json().path("limit").asInt(-1) == ROOM);
        }
        steps.done("narrowed", "an override leaves " + ROOM + " products, and both instances know");
    }

    /** Up to the limit and one more. */
    private void fill(String staff) throws Demo.NotSo, IOException, InterruptedException {
        steps.begin();
        var used = Steps.demand("filled", 200, api.room(storefronts.getFirst(), tenant, staff))
                .path("used")
                .asInt();
        for (var number = used; number < ROOM; number++) {
            Steps.demand("filled", 201, api.addProduct(storefronts.getLast(), tenant, staff, "DEMO-" + number));
        }
        var refused = api.addProduct(storefronts.getFirst(), tenant, staff, "DEMO-TOO-MANY");
        if (refused.status() != 409 || !refused.json().path("code").asText().equals("LIMIT_REACHED")) {
            throw new Demo.NotSo("stopped at the limit", refused);
        }
        steps.done("stopped", refused.json().path("detail").asText());
        var closed = api.loyalty(storefronts.getFirst(), tenant, staff);
        if (closed.status() != 403 || !closed.json().path("code").asText().equals("FEATURE_NOT_IN_PLAN")) {
            throw new Demo.NotSo("without loyalty", closed);
        }
        steps.done("closed", closed.json().path("detail").asText());
    }

    private String upgrade() throws Demo.NotSo, IOException, InterruptedException {
        steps.begin();
        Steps.demand("upgraded", 200, api.endOverride(tenant, "products"));
        var answer = Steps.demand("upgraded", 200, api.assign(tenant, PLAN));
        var eventId = answer.path("eventId").asText();
        steps.done("upgraded", "the operator has the answer, event " + eventId);
        return eventId;
    }

    /** The time goes on from the operator's first word. */
    private void obeyed(String staff) throws Demo.NotSo, IOException, InterruptedException {
        for (var storefront : storefronts) {
            var sku = "DEMO-" + storefront;
            Steps.await(
                    "obeyed", () -> api.addProduct(storefront, tenant, staff, sku), answer -> answer.status() == 201);
            Steps.await("obeyed", () -> api.loyalty(storefront, tenant, staff), answer -> answer.status() == 200);
            steps.done("obeyed", storefront + " takes another product and has loyalty");
        }
    }

    private void explain(Instant before, Instant after) throws Demo.NotSo, IOException, InterruptedException {
        steps.begin();
        var then = Steps.demand("explained", 200, api.entitlements(tenant, before));
        var now = Steps.demand("explained", 200, api.entitlements(tenant, after));
        steps.done("explained", plan(then) + " at " + before + ", " + plan(now) + " at " + after);
        var old = said(then);
        said(now).forEach((feature, is) -> {
            var was = old.get(feature);
            if (was == null || !was.isLike(is)) {
                steps.more("%-14s %s, now %s".formatted(feature, was == null ? "nothing" : was, is));
            }
        });
    }

    private static String plan(JsonNode entitlements) {
        var plan = entitlements.path("plan");
        return plan.path("key").asText() + " version " + plan.path("version").asText();
    }

    /** What holds of a feature, and which layer decided it. */
    private record Said(String grant, String layer, String source) {
        /** Whether nothing is different but the name of the plan that says it. */
        boolean isLike(Said other) {
            return grant.equals(other.grant) && layer.equals(other.layer);
        }

        @Override
        public String toString() {
            return (grant + " by " + layer + " " + source).stripTrailing();
        }
    }

    private static Map<String, Said> said(JsonNode entitlements) {
        var said = new LinkedHashMap<String, Said>();
        for (var entitlement : entitlements.path("entitlements")) {
            var layer = entitlement.path("decidedBy").asText();
            var source = "";
            for (var each : entitlement.path("layers")) {
                if (each.path("layer").asText().equals(layer)) {
                    source = each.path("source").asText("");
                }
            }
            said.put(entitlement.path("feature").asText(), new Said(grant(entitlement.path("grant")), layer, source));
        }
        return said;
    }

    private static String grant(JsonNode grant) {
        return switch (grant.path("kind").asText()) {
            case "SWITCH" -> grant.path("on").asBoolean() ? "on" : "off";
            case "LIMIT" -> number(grant.path("most"));
            case "METER" ->
                number(grant.path("amount")) + " a "
                        + grant.path("period").asText().toLowerCase(Locale.ROOT);
            default -> grant.toString();
        };
    }

    private static String number(JsonNode number) {
        return number.isNumber() ? number.asText() : "any number";
    }
}
