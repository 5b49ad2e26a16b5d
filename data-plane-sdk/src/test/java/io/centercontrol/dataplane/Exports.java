package io.centercontrol.dataplane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The door of the control plane that takes exports, for tests: a real HTTP server on loopback that keeps what it gets. */
public final class Exports implements AutoCloseable {
    private final HttpServer server;
    private final CopyOnWriteArrayList<Received> received = new CopyOnWriteArrayList<>();
    private volatile int answer = 201;

    public Exports() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    /** One request. */
    public record Received(
            String request,
            @Nullable String authorization,
            @Nullable String digest,
            @Nullable String length,
            byte[] body) {}

    public ControlPlane at(Path tokenFile, String token) {
        try {
            Files.writeString(tokenFile, token + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ControlPlane(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), tokenFile);
    }

    /** Answers so from now on. */
    public void answer(int status) {
        answer = status;
    }

    public CopyOnWriteArrayList<Received> received() {
        return received;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Content-Digest"),
                    headers.getFirst("Content-Length"),
                    exchange.getRequestBody().readAllBytes()));
            var body = "{\"code\":\"TEST\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
