package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program outside of the platform that is told of it by webhook, and verifies what it is told by the specification's library. */
final class Outside implements AutoCloseable {
    private static final long BOUND_SECONDS = 20;
    private static final int MOST_BYTES = 1 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile @Nullable Webhook verifier;

    /** Listens on a free port of this machine. */
    Outside() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** From now on what is signed with this is believed, and nothing else. */
    void trust(String secret) {
        try {
            verifier = new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("an endpoint has a secret", e);
        }
    }

    /** What was told next; null when nothing was for 20 seconds. */
    @Nullable
    JsonNode next() throws InterruptedException {
        return told.poll(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            var mine = verifier;
            if (mine != null) {
                mine.verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
                told.add(json.readTree(body));
            }
            exchange.sendResponseHeaders(mine == null ? 503 : 204, -1);
        } catch (WebhookVerificationException e) {
            exchange.sendResponseHeaders(401, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
