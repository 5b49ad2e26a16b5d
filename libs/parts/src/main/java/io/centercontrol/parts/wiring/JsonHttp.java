package io.centercontrol.parts.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP to servers of this machine. */
public final class JsonHttp {
    public static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * Sends a request.
     *
     * @param body sent as JSON; null for none
     * @throws IOException when there is no answer within 30 seconds; an answer of any status is no error
     */
    public Answer send(String method, String url, @Nullable Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var response = client.send(request(method, url, body, headers), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private static HttpRequest request(String method, String url, @Nullable Object body, Map<String, String> headers)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        return request.build();
    }

    /** Sends a request that must succeed. */
    public JsonNode demand(String method, String url, @Nullable Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var answer = send(method, url, body, headers);
        if (answer.status() >= 300) {
            throw new IOException(method + " " + url + " answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }

    /**
     * Downloads what is no JSON; the answer must be a success.
     *
     * @param body to be sent as JSON, if there is one
     */
    public byte[] bytes(String method, String url, @Nullable Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var response = client.send(request(method, url, body, headers), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + url + " answered " + response.statusCode());
        }
        return response.body();
    }

    /** What came back. */
    public record Answer(int status, String text) {
        /** The body as JSON; a missing node when it is none. */
        public JsonNode json() {
            try {
                return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }
    }
}
