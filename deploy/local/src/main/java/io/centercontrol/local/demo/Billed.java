package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.local.demo.Demo.NotSo;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What was used is held against what the plan grants, and stands in a statement that anybody can have counted anew. */
final class Billed {
    private static final String FEATURE = "api-calls";
    private static final int GRANTED = 1_000;

    /** Those that the storefronts count come to it; they are far fewer than the rest. */
    private static final int CALLS = 920;

    private final Api api;
    private final Steps steps;

    Billed(Api api, Steps steps) {
        this.api = api;
        this.steps = steps;
    }

    void play(String id, Counted counted) throws NotSo, IOException, InterruptedException {
        warned(id);
        closed(id, counted);
    }

    /** A program without an SDK tells of calls, and who asked for it is told that the grant is nearly used up. */
    private void warned(String id) throws NotSo, IOException, InterruptedException {
        try (var outside = new Outside()) {
            var endpoint = Steps.demand(
                    "to be warned", 201, api.webhook(id, outside.url(), List.of("consumption.threshold-reached")));
            outside.trust(endpoint.path("secret").asText());
            Steps.demand("granted", 200, api.override(id, FEATURE, Map.of("amount", GRANTED, "period", "MONTH")));
            var key = Steps.demand("a usage key", 201, api.usageKey(id));
            steps.begin();
            // Every instance knows the key within a second.
            Steps.await(
                    "calls told",
                    () -> api.calls(id, key.path("key").asText(), CALLS),
                    answer -> answer.status() == 204);
            var message = outside.next();
            if (message == null) {
                throw new NotSo("warned that " + CALLS + " of " + GRANTED + " calls are used");
            }
            steps.done(
                    "warned",
                    "%d API calls of %d a month came as CloudEvents; a webhook says %s"
                            .formatted(CALLS, GRANTED, message.path("type").asText()));
            Steps.demand(
                    "told no more", 200, api.removeWebhook(endpoint.path("id").asText()));
            Steps.demand("key revoked", 200, api.revokeUsageKey(key.path("id").asText()));
            Steps.demand("granted as before", 200, api.endOverride(id, FEATURE));
        }
    }

    private void closed(String id, Counted counted) throws NotSo, IOException, InterruptedException {
        steps.begin();
        var statement = Steps.await("closed", () -> api.closeStatement(id), answer -> answer.status() == 201)
                .json();
        is(statement, "orders", counted.orders());
        is(statement, "gmv", counted.minor());
        var number = statement.path("number").asLong();
        var recount = Steps.demand("counted anew", 200, api.recount(id, number));
        if (!recount.path("same").asBoolean()) {
            throw new NotSo("counted anew as it was: " + recount);
        }
        steps.done(
                "billed",
                "statement %d has %d orders for %d; counted anew it has the same hash, %s..."
                        .formatted(
                                number,
                                counted.orders(),
                                counted.minor(),
                                statement.path("hash").asText().substring(0, 12)));
    }

    private static void is(JsonNode statement, String meter, long expected) throws NotSo {
        for (var figure : statement.path("content").path("usage")) {
            if (figure.path("meter").asText().equals(meter)
                    && figure.path("quantity").asLong() == expected) {
                return;
            }
        }
        throw new NotSo(meter + " of " + expected + " in the statement, but " + statement);
    }
}
