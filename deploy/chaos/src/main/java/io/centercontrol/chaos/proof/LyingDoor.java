package io.centercontrol.chaos.proof;

import com.sun.net.httpserver.HttpServer;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;

/** Stands where the registry should: says that a change is made, and lets nobody know of it. */
final class LyingDoor implements AutoCloseable {
    private final HttpServer server;

    LyingDoor(UUID tenant, long version) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var body = JsonHttp.JSON.writeValueAsBytes(
                    Map.of("id", tenant, "version", version, "status", "SUSPENDED", "eventId", UUID.randomUUID()));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
