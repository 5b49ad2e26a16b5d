package io.centercontrol.integrations;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Somebody outside who is told: an HTTP server that keeps what it was sent, and answers as it is told to at each path. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Got, Answer>> answers = new ConcurrentHashMap<>();

    /** Begins on a free port of this machine. */
    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** A request as it came. */
    public record Got(String path, Map<String, List<String>> headers, String body) {
        /** The header {@code webhook-id}. */
        public String id() {
            return Objects.requireNonNull(headers.get("Webhook-id"), "webhook-id")
                    .getFirst();
        }

        /** A value of the body. */
        public <T> T json(String path) {
            return JsonPath.from(body).get(path);
        }

        /** Whether the specification's own library takes it. */
        public boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, java.net.http.HttpHeaders.of(headers, (name, value) -> true));
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            } catch (EmptyWebhookSecretException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What is answered. */
    public record Answer(int status, Map<String, String> headers, String body, long afterMillis) {
        /** Nothing but a status. */
        public static Answer of(int status) {
            return new Answer(status, Map.of(), "", 0);
        }
    }

    /** The URL of a path. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers so from now on at a path; 204 unless told. */
    public void answer(String path, Function<Got, Answer> how) {
        answers.put(path, how);
    }

    /** What came at a path, in its order. */
    public List<Got> at(String path) {
        return got.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var one = new Got(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body);
        got.add(one);
        var answer = answers.getOrDefault(one.path(), any -> Answer.of(204)).apply(one);
        try (exchange) {
            Thread.sleep(answer.afterMillis());
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
