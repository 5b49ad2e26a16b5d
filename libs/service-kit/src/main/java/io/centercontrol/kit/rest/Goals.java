package io.centercontrol.kit.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.kit.VertxContext;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Waits until what a write leads to is so, and then until every instance has heard of that. */
@Singleton
class Goals {
    /** Who waits is told soon enough, and each look is one row by its key. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final List<OwnGoal> goals;
    private final Ledger ledger;
    private final ObjectMapper json;

    Goals(@All List<OwnGoal> goals, Ledger ledger, ObjectMapper json) {
        this.goals = goals;
        this.ledger = ledger;
        this.json = json;
    }

    /**
     * The answer as it is then, or when the time is over.
     *
     * @param version 0 where nothing was waited for
     */
    record Waited(JsonNode body, long version) {}

    Uni<Waited> await(String word, Object answer, Duration most) {
        var body = json.<JsonNode>valueToTree(answer);
        if (!body.path("eventId").isTextual()) {
            return ledger.await(body, Ledger.Goal.applied, most).map(told -> new Waited(told, 0));
        }
        var end = System.nanoTime() + most.toNanos();
        return until(named(word), body, end).chain(sight -> told(sight, word, end));
    }

    private OwnGoal named(String word) {
        return goals.stream()
                .filter(goal -> goal.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing looks for '" + word + "'"));
    }

    private static Uni<OwnGoal.Sight> until(OwnGoal goal, JsonNode answer, long end) {
        return goal.look(answer)
                .chain(sight -> sight.reached() || System.nanoTime() - end >= 0
                        ? Uni.createFrom().item(sight)
                        : VertxContext.later(LOOK).chain(() -> until(goal, answer, end)));
    }

    private Uni<Waited> told(OwnGoal.Sight sight, String word, long end) {
        if (sight.reached()) {
            var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            return ledger.await(sight.body(), Ledger.Goal.applied, left).map(body -> new Waited(body, sight.version()));
        }
        var body = json.<ObjectNode>valueToTree(sight.body());
        body.putObject("propagation")
                .put("status", "PENDING")
                .put("detail", "The change is saved, and is not " + word + " within the timeout. Look again later.");
        return Uni.createFrom().item(new Waited(body, sight.version()));
    }
}
