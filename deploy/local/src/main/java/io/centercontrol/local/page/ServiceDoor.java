package io.centercontrol.local.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.centercontrol.parts.wiring.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** One service as the page reaches it: its document, and whatever is asked of it. */
final class ServiceDoor implements AutoCloseable {
    /** Longer than a write can be told to wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Of one connection (RFC 9110, 7.6.1), or set by the client itself; and where a call comes from is nobody's concern. */
    private static final Set<String> NOT_SENT_ON = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "proxy-connection",
            "referer",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final int port;
    private final Supplier<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    ServiceDoor(String name, int port, Supplier<String> token) {
        this.name = name;
        this.port = port;
        this.token = token;
    }

    /** @param path as the service knows it */
    void answer(HttpExchange exchange, String path) throws IOException {
        try {
            if (path.equals("/openapi.json")) {
                document(exchange);
            } else {
                sendOn(exchange, path);
            }
        } catch (IOException e) {
            if (exchange.getResponseCode() == -1) {
                ApiPage.send(exchange, 502, "text/plain", name + " does not answer; see ./center-control status");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The service's own words, but for where it is: it is called by the page's origin. */
    private void document(HttpExchange exchange) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at("/q/openapi?format=json"))
                .header("Authorization", "Bearer " + token.get())
                .timeout(PATIENCE)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200 && JSON.readTree(answer.body()) instanceof ObjectNode document) {
            document.putArray("servers").addObject().put("url", "/" + name);
            ApiPage.send(exchange, 200, "application/json", document.toString());
        } else {
            ApiPage.send(exchange, 502, "text/plain", name + " has no document: " + answer.statusCode());
        }
    }

    private void sendOn(HttpExchange exchange, String path) throws IOException, InterruptedException {
        var query = exchange.getRequestURI().getRawQuery();
        var asked = exchange.getRequestHeaders();
        var hasBody = asked.containsKey("Content-Length") || asked.containsKey("Transfer-Encoding");
        var request = HttpRequest.newBuilder(at(query == null ? path : path + "?" + query))
                .method(
                        exchange.getRequestMethod(),
                        hasBody
                                ? HttpRequest.BodyPublishers.ofInputStream(exchange::getRequestBody)
                                : HttpRequest.BodyPublishers.noBody())
                .timeout(PATIENCE);
        asked.forEach((header, values) -> {
            if (isSentOn(header)) {
                values.forEach(value -> request.header(header, value));
            }
        });
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            answer.headers().map().forEach((header, values) -> {
                if (isSentOn(header)) {
                    exchange.getResponseHeaders().put(header, values);
                }
            });
            var length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
            var isEmpty = answer.statusCode() == 204
                    || answer.statusCode() == 304
                    || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.statusCode(), isEmpty ? -1 : length);
            if (!isEmpty) {
                body.transferTo(exchange.getResponseBody());
            }
        }
    }

    private static boolean isSentOn(String header) {
        return !header.startsWith(":") && !NOT_SENT_ON.contains(header.toLowerCase(Locale.ROOT));
    }

    private URI at(String path) {
        return URI.create("http://" + Addresses.HOST + ":" + port + path);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
