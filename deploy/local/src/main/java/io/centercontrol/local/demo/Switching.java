package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.parts.wiring.JsonHttp.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A feature is turned on for one tenant, rolled out to a tenth, a failing integration is taken away and given back, and a
 * tenant is throttled: each time until both instances obeyed.
 */
final class Switching {
    private static final String EXPRESS = "express-checkout";
    private static final String SWIFTPAY = "payments-swiftpay";
    private static final String CALLS = "checkout";
    private static final Map<String, Object> ON_OFF = Map.of("on", true, "off", false);

    /** A tenth of all tenants, always the same ones. */
    private static final Map<String, Object> A_TENTH = Map.of(
            "fractional",
            List.of(
                    Map.of("cat", List.of(Map.of("var", "$flagd.flagKey"), Map.of("var", "tenantId"))),
                    List.of("on", 10),
                    List.of("off", 90)));

    private final Api api;
    private final Steps steps;
    private final List<String> storefronts;
    private final String tenant;
    private final String neighbour;

    /** @param neighbour a tenant for whom nothing may change but where everybody is meant */
    Switching(Api api, Steps steps, List<String> storefronts, String tenant, String neighbour) {
        this.api = api;
        this.steps = steps;
        this.storefronts = storefronts;
        this.tenant = tenant;
        this.neighbour = neighbour;
    }

    void play() throws Demo.NotSo, IOException, InterruptedException {
        begin(EXPRESS, "RELEASE", "Express checkout", definition("off", Map.of()));
        begin(SWIFTPAY, "KILL_SWITCH", "Payments by SwiftPay", definition("on", Map.of()));
        onForOne();
        rollOut();
        kill();
        throttle();
    }

    private static Map<String, Object> definition(String variant, Map<String, Object> targeting) {
        return Map.of("state", "ENABLED", "variants", ON_OFF, "defaultVariant", variant, "targeting", targeting);
    }

    /** As it shall be at the beginning, also when an earlier run left it otherwise. */
    private void begin(String key, String kind, String name, Map<String, Object> definition)
            throws Demo.NotSo, IOException, InterruptedException {
        var made = Steps.await(
                "switches made", () -> api.makeFlag(key, kind, name, definition), answer -> answer.status() < 500);
        if (made.status() == 409) {
            made = api.putFlag(key, kind, name, definition, "*");
        }
        if (made.status() >= 300) {
            throw new Demo.NotSo("switches made", made);
        }
        for (var standing : Steps.demand("switches made", 200, api.killSwitches(key))) {
            eventId("switches made", api.lift(key, standing.path("id").asText()));
        }
    }

    private void onForOne() throws Demo.NotSo, IOException, InterruptedException {
        steps.begin();
        var eventId = eventId("turned on", api.overrideFlag(EXPRESS, tenant, "on"));
        steps.done("turned on", EXPRESS + " for one tenant only, event " + eventId);
        everywhere("obeyed", tenant, ways -> ways.path("express").asBoolean());
        for (var storefront : storefronts) {
            var others = Steps.demand("obeyed", 200, api.checkout(storefront, neighbour));
            steps.done(
                    "obeyed",
                    "%s: express %s, and %s for the neighbour"
                            .formatted(storefront, true, others.path("express").asBoolean()));
        }
        prove(eventId);
    }

    private void rollOut() throws Demo.NotSo, IOException, InterruptedException {
        steps.begin();
        var definition = definition("off", A_TENTH);
        var preview = Steps.demand(
                "previewed", 200, api.putFlag(EXPRESS, "RELEASE", "Express checkout", definition, "*", true));
        steps.done(
                "previewed",
                "a rollout to 10 %% would change it for exactly %s tenants"
                        .formatted(preview.path("effects").path("total").asText("?")));
        steps.begin();
        var eventId = eventId("rolled out", api.putFlag(EXPRESS, "RELEASE", "Express checkout", definition, "*"));
        asExplained(tenant, "the tenant itself");
        asExplained(neighbour, "its neighbour");
        prove(eventId);
    }

    /** Who is in the tenth is a matter of the tenant's id: the platform explains it, and both instances must agree. */
    private void asExplained(String id, String who) throws Demo.NotSo, IOException, InterruptedException {
        var explained = Steps.demand("explained", 200, api.explainFlag(EXPRESS, id));
        var on = explained.path("value").asBoolean();
        everywhere("obeyed", id, ways -> ways.path("express").asBoolean() == on);
        steps.done(
                "obeyed",
                "both instances: express %s for %s, decided by %s"
                        .formatted(on, who, explained.path("decidedBy").asText()));
    }

    private void kill() throws Demo.NotSo, IOException, InterruptedException {
        steps.begin();
        var killed = api.kill(SWIFTPAY, "the demo: SwiftPay does not answer");
        var eventId = eventId("killed", killed);
        steps.done(
                "killed",
                SWIFTPAY
                        + " for everyone, %s tenants, event %s"
                                .formatted(
                                        killed.json().path("hit").path("total").asText("?"), eventId));
        everywhere("obeyed", tenant, ways -> !ways.path("payments").toString().contains("SWIFTPAY"));
        steps.done("obeyed", "no instance offers it any more");
        var token = Steps.demand("refused", 200, api.login(storefronts.getFirst(), tenant))
                .path("token")
                .asText();
        for (var storefront : storefronts) {
            var refused = api.order(storefront, tenant, token, sku(), "SWIFTPAY");
            if (refused.status() != 503) {
                throw new Demo.NotSo("refused", refused);
            }
            steps.done(
                    "refused", storefront + ": " + refused.json().path("detail").asText());
        }
        prove(eventId);

        steps.begin();
        var id = killed.json().path("killSwitch").path("id").asText();
        eventId = eventId("lifted", api.lift(SWIFTPAY, id));
        everywhere("obeyed", tenant, ways -> ways.path("payments").toString().contains("SWIFTPAY"));
        steps.done("lifted", "both instances take SwiftPay again");
        prove(eventId);
    }

    private void throttle() throws Demo.NotSo, IOException, InterruptedException {
        var token = Steps.demand("throttled", 200, api.login(storefronts.getFirst(), tenant))
                .path("token")
                .asText();
        var sku = sku();
        steps.begin();
        var eventId = eventId("throttled", api.throttle(tenant, CALLS, 4, 60));
        steps.done("throttled", "to 4 orders a minute by both instances together, event " + eventId);
        for (var storefront : storefronts) {
            var refused = Steps.await(
                    "too many",
                    () -> api.order(storefront, tenant, token, sku, "INVOICE"),
                    answer -> answer.status() == 429);
            steps.done(
                    "too many",
                    storefront + ": " + refused.json().path("detail").asText());
        }
        prove(eventId);
        steps.begin();
        eventId("released", api.release(tenant, CALLS));
        for (var storefront : storefronts) {
            Steps.await(
                    "released",
                    () -> api.order(storefront, tenant, token, sku, "INVOICE"),
                    answer -> answer.status() == 201);
        }
        steps.done("released", "both instances take orders again");
    }

    private String sku() throws Demo.NotSo, IOException, InterruptedException {
        return Api.firstSku(Steps.demand("ordered", 200, api.catalog(storefronts.getFirst(), tenant)));
    }

    private void everywhere(String step, String id, Predicate<JsonNode> fits)
            throws Demo.NotSo, IOException, InterruptedException {
        for (var storefront : storefronts) {
            Steps.await(step, () -> api.checkout(storefront, id), answer -> fits.test(answer.json()));
        }
    }

    private void prove(String eventId) throws Demo.NotSo, IOException, InterruptedException {
        steps.done("proven", Proof.of("proven", api.propagation(eventId)));
    }

    private static String eventId(String step, Answer answer) throws Demo.NotSo {
        if (answer.status() >= 300) {
            throw new Demo.NotSo(step, answer);
        }
        return answer.json().path("eventId").asText();
    }
}
