package io.centercontrol.local.demo;

import io.centercontrol.local.demo.Demo.NotSo;
import io.centercontrol.parts.wiring.JsonHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Orders are placed while who counts them and who takes them are killed, and in the end the figures are what the shop sold. */
final class Counted {
    private static final String COUNTS = "metrics-ingest";
    private static final int ORDERS = 4;

    /** A process that was killed starts anew, and what it had numbered is told by another one half a minute later. */
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final Api api;
    private final Steps steps;
    private final Demo.Processes processes;
    private final List<String> storefronts;
    private long orders;
    private long minor;

    Counted(Api api, Steps steps, Demo.Processes processes, List<String> storefronts) {
        this.api = api;
        this.steps = steps;
        this.processes = processes;
        this.storefronts = storefronts;
    }

    /** An order that was placed before. */
    void placed(long totalMinor) {
        orders++;
        minor += totalMinor;
    }

    /** How many orders there are by now. */
    long orders() {
        return orders;
    }

    /** For how much, in the smallest unit of the shop's currency. */
    long minor() {
        return minor;
    }

    void play(String id) throws NotSo, IOException, InterruptedException {
        steps.begin();
        var token = Steps.demand("counted", 200, api.login(storefronts.getFirst(), id))
                .path("token")
                .asText();
        var sku = Api.firstSku(Steps.demand("counted", 200, api.catalog(storefronts.getFirst(), id)));
        for (var storefront : storefronts) {
            order(storefront, id, token, sku);
        }
        processes.kill(COUNTS);
        processes.kill(storefronts.getLast());
        for (var at = 0; at < ORDERS; at++) {
            order(storefronts.getFirst(), id, token, sku);
        }
        steps.done("sold", orders + " orders; " + COUNTS + " and " + storefronts.getLast() + " were killed amid them");
        steps.begin();
        is(id, "orders", orders);
        is(id, "gmv", minor);
        Steps.await(
                "back again",
                BOUND,
                () -> unlessAway(() -> api.login(storefronts.getLast(), id)),
                answer -> answer.status() == 200);
        steps.done(
                "counted", "the figures say %d orders for %d in the smallest unit, each once".formatted(orders, minor));
    }

    private void order(String storefront, String id, String token, String sku)
            throws NotSo, IOException, InterruptedException {
        placed(Steps.demand("order placed", 201, api.order(storefront, id, token, sku))
                .path("total")
                .path("minor")
                .asLong());
    }

    private void is(String id, String meter, long expected) throws NotSo, IOException, InterruptedException {
        Steps.await(
                meter + " of " + expected,
                BOUND,
                () -> unlessAway(() -> api.usage(id, meter)),
                answer -> answer.status() == 200
                        && answer.json().path("items").findValuesAsText("value").stream()
                                        .mapToLong(Long::parseLong)
                                        .sum()
                                == expected);
    }

    /** What was killed answers nobody for a while. */
    private static Answer unlessAway(Steps.Ask ask) throws InterruptedException {
        try {
            return ask.ask();
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        }
    }
}
