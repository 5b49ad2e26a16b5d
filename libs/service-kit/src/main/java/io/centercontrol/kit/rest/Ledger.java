package io.centercontrol.kit.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code ?wait=applied|effective&timeout=}: after a write is committed, asks the propagation ledger, in the caller's name,
 * how far the event is, and adds what it says to the answer. Nothing is decided on it: the write stands in any case.
 */
@ApplicationScoped
public class Ledger {
    private static final Duration MOST = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ObjectMapper json;
    private final String url;
    private final Caller caller;
    private final RoutingContext request;

    Ledger(
            ObjectMapper json,
            // Not in the kit's own settings: provisioning-service has a strict mapping of all that begins like this.
            @ConfigProperty(name = "cc.provisioning.url", defaultValue = "http://127.0.0.1:8084") String url,
            Caller caller,
            RoutingContext request) {
        this.json = json;
        this.url = url;
        this.caller = caller;
        this.request = request;
    }

    /**
     * Whether the caller wants to wait.
     *
     * @throws io.centercontrol.kernel.RefusedException when {@code wait} or {@code timeout} cannot be understood
     */
    boolean isAsked() {
        patience();
        return waitFor() != Goal.none;
    }

    /** The body of an answer, with {@code propagation}: what the ledger says of the event whose id stands in it. */
    Uni<JsonNode> await(Object answer) {
        return await(answer, waitFor(), patience());
    }

    /** The same, for as long as it may take. */
    Uni<JsonNode> await(Object answer, Goal goal, Duration most) {
        var body = json.<JsonNode>valueToTree(answer);
        if (!(body instanceof ObjectNode object)) {
            return Uni.createFrom().item(body);
        }
        var event = object.path("eventId");
        var propagation = event.isTextual()
                ? ask(event.asText(), goal, most)
                : Uni.createFrom().<JsonNode>item(nothing());
        return propagation.map(said -> object.set("propagation", said));
    }

    private ObjectNode nothing() {
        return json.createObjectNode()
                .put("status", "NOTHING")
                .put("detail", "There is no event to wait for: nothing was changed that anybody follows.");
    }

    private Uni<JsonNode> ask(String eventId, Goal goal, Duration patience) {
        var question = HttpRequest.newBuilder(URI.create(url + "/api/v1/propagation/" + eventId + "?wait=" + goal
                        + "&timeout=" + patience.toMillis() + "ms"))
                .header("Authorization", Objects.requireNonNullElse(caller.authorization(), ""))
                .timeout(patience.plusSeconds(2))
                .build();
        return VertxContext.backHere(Uni.createFrom()
                        .completionStage(() -> http.sendAsync(question, HttpResponse.BodyHandlers.ofByteArray())))
                .map(this::read)
                .onFailure()
                .recoverWithItem(failure -> json.createObjectNode()
                        .put("status", "UNKNOWN")
                        .put("detail", "The change is saved. The propagation ledger does not answer: " + failure));
    }

    private JsonNode read(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("it answers " + answer.statusCode());
        }
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Goal waitFor() {
        var given = Parameters.oneOf("wait", Goal.class, Query.parameter(request, "wait"));
        return given == null ? Goal.none : given;
    }

    /**
     * How long the caller is willing to wait.
     *
     * @throws io.centercontrol.kernel.RefusedException when {@code timeout} cannot be understood
     */
    Duration patience() {
        return Parameters.duration("timeout", Query.parameter(request, "timeout"), Duration.ofSeconds(10), MOST);
    }

    /** What can be waited for, in the words of the API. */
    enum Goal {
        none,
        applied,
        effective
    }
}
