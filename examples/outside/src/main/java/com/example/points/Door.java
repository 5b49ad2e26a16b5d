package com.example.points;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.Resolution;
import io.centercontrol.dataplane.Tenant;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code GET /points} for the tenant that the host name, or the header {@code X-Tenant-Slug}, leads to; {@code GET /tenants}. */
final class Door implements AutoCloseable {
    private final DataPlane plane;
    private final Points points;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private record Answer(int status, String text) {}

    Door(DataPlane plane, Points points, int port) throws IOException {
        this.plane = plane;
        this.points = points;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(workers);
        server.createContext("/points", exchange -> send(exchange, points(exchange)));
        server.createContext("/tenants", exchange -> send(exchange, tenants()));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private Answer points(HttpExchange exchange) {
        var slug = exchange.getRequestHeaders().getFirst("X-Tenant-Slug");
        var host = slug == null ? exchange.getRequestHeaders().getFirst("Host") : null;
        return switch (plane.resolve(host, slug, null, null)) {
            case Resolution.Resolved(Tenant tenant) -> points(tenant);
            case Resolution.NotReady notReady -> new Answer(503, plane.status().notice());
            case Resolution.Contradiction contradiction -> new Answer(400, "the hints lead to different tenants");
            case Resolution.Malformed malformed -> new Answer(400, "no tenant can be called so");
            case Resolution.NothingGiven nothing -> new Answer(400, "no tenant is named");
            case Resolution.Unknown unknown -> new Answer(404, "nobody is called " + unknown.value());
        };
    }

    private Answer points(Tenant tenant) {
        var decision = plane.mayServe(tenant.id(), Operation.LOGIN);
        return decision.allowed()
                ? new Answer(200, tenant.slug() + " " + points.of(tenant.id()))
                : new Answer(403, decision.toString());
    }

    private Answer tenants() {
        var slugs = new TreeSet<String>();
        plane.forEachTenant(tenant -> slugs.add(tenant.slug()));
        return new Answer(200, String.join("\n", slugs));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            var body = (answer.text() + "\n").getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(1);
        workers.close();
    }
}
