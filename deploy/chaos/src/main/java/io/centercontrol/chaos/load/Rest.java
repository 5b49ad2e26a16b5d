package io.centercontrol.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP client, with connections of its own, that tells what never left from what was never answered. */
public final class Rest {
    /** The status of a request that never reached anybody. */
    public static final int NOT_SENT = -1;
    /** The status of a request that nobody answered. */
    public static final int UNANSWERED = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * Sends a request once.
     *
     * @param body sent as JSON; null for none
     */
    public Answer send(String method, String url, @Nullable Object body, Map<String, String> headers, Duration patience)
            throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(patience);
            headers.forEach(request::header);
            if (body == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/json");
                request.method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            }
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (ConnectException e) {
            return new Answer(NOT_SENT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Answer(UNANSWERED, e.toString());
        }
    }

    /** What came back. */
    public record Answer(int status, String text) {
        /** Whether it says that what was asked for is done. */
        public boolean done() {
            return status >= 200 && status < 300;
        }

        /** Whether nothing can have come of the request. */
        public boolean refused() {
            return status == NOT_SENT || status >= 400 && status < 500;
        }

        /** The body; a missing node when it is no JSON. */
        public JsonNode json() {
            try {
                return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }

        /** In a word, for the history. */
        public String why() {
            if (done()) {
                return "";
            }
            var code = json().path("code").asText("");
            return code.isEmpty() ? text.substring(0, Math.min(80, text.length())) : code;
        }
    }
}
