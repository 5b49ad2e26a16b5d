package io.centercontrol.flags.rollouts.http;

import static io.centercontrol.flags.changes.http.ChangeFixture.as;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** People who roll something out, and a few words for what they do. */
public final class RolloutFixture {
    public static final String ROLLOUTS = "/api/v1/rollouts/";

    private RolloutFixture() {}

    /** Half of all, until somebody advances it; whom anybody's bad word takes it back from. As a body that a test can change. */
    public static Map<String, @Nullable Object> plan() {
        var body = plan(step(50, null), step(100, null));
        body.put("guards", List.of(Map.of("kind", "WORD", "then", "TAKE_BACK")));
        return body;
    }

    /** Some steps and no guard. */
    @SafeVarargs
    public static Map<String, @Nullable Object> plan(Map<String, ?>... steps) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("variant", "on");
        body.put("steps", List.of(steps));
        body.put("reason", "of a test");
        return body;
    }

    /** One step. */
    public static Map<String, ?> step(double percent, @Nullable String waitFor) {
        return waitFor == null ? Map.of("percent", percent) : Map.of("percent", percent, "waitFor", waitFor);
    }

    public static ValidatableResponse start(String who, String flag, Map<String, ?> body, String query) {
        return as(who).body(body)
                .post("/api/v1/flags/" + flag + "/rollouts" + query)
                .then();
    }

    /** The id of one that was started. */
    public static String started(String who, String flag, Map<String, ?> body) {
        return start(who, flag, body, "").statusCode(201).extract().path("id");
    }

    public static ValidatableResponse steer(String id, String how) {
        return as("ann")
                .body(Map.of("reason", "a test"))
                .post(ROLLOUTS + id + "/" + how)
                .then();
    }

    public static ValidatableResponse say(String id, String verdict, String why) {
        return as("ann")
                .body(Map.of("verdict", verdict, "reason", why))
                .post(ROLLOUTS + id + "/word")
                .then();
    }

    public static ValidatableResponse show(String id) {
        return as("ann").get(ROLLOUTS + id).then();
    }
}
