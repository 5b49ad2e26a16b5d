package io.centercontrol.audit.stream;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A SIEM that is told by HTTP: it keeps what it was sent, and answers as it is told to. */
public final class HttpSiem implements AutoCloseable {
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Got> answer = any -> 204;

    /** Begins on a free port of this machine. */
    public HttpSiem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** A request as it came, with its number. */
    public record Got(int number, Map<String, List<String>> headers, String body) {
        /** The header {@code webhook-id}. */
        public String id() {
            return Objects.requireNonNull(headers.get("Webhook-id"), "webhook-id")
                    .getFirst();
        }

        /** The ids of its entries, which are OCSF's. */
        public List<String> events() {
            return JsonPath.from(body).getList("data.entries.metadata.uid", String.class);
        }

        /** Whether the specification's own library takes it. */
        public boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true));
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            } catch (EmptyWebhookSecretException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/siem";
    }

    /** Answers so from now on. */
    public void answer(ToIntFunction<Got> how) {
        answer = how;
    }

    /** What came, in its order. */
    public List<Got> got() {
        return List.copyOf(got);
    }

    /** The ids of all entries that came, in their order. */
    public List<String> events() {
        return got.stream().flatMap(one -> one.events().stream()).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Got one;
        synchronized (got) {
            one = new Got(got.size() + 1, Map.copyOf(exchange.getRequestHeaders()), body);
            got.add(one);
        }
        try (exchange) {
            exchange.sendResponseHeaders(answer.applyAsInt(one), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
