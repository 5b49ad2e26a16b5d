package io.centercontrol.local.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.centercontrol.parts.wiring.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Serves Swagger UI on loopback with a document for each service, and sends on what is tried there: the services know of no
 * other origin than their own. It adds no authority: a call has the token that the reader pasted, or none.
 */
public final class ApiPage implements AutoCloseable {
    /** Where it stands when no port is moved. */
    public static final int PORT = 8080;

    private static final String NOTHING_FROM_ELSEWHERE =
            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Of those that a user may listen at. */
    private static final Set<Integer> BLOCKED = Set.of(
            1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
            10080);

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, ServiceDoor> services;

    /**
     * Serves from now on.
     *
     * @param port 0 for a free one
     * @param services the port of each, by its name
     * @param token makes one that may read the documents
     * @throws IOException when the port is taken
     */
    public ApiPage(int port, Map<String, Integer> services, Supplier<String> token) throws IOException {
        this.services = services.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> new ServiceDoor(one.getKey(), one.getValue(), token)));
        server = HttpServer.create(new InetSocketAddress(Addresses.HOST, port), 0);
        server.setExecutor(requests);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Whether browsers open addresses with a port: some are kept for other protocols, and 10080 is among them (WHATWG Fetch, 2.9 Port
     * blocking).
     */
    public static boolean isOpenedByBrowsers(int port) {
        return !BLOCKED.contains(port);
    }

    /** Its address. */
    public String url() {
        return "http://" + Addresses.HOST + ":" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Security-Policy", NOTHING_FROM_ELSEWHERE);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            var path = exchange.getRequestURI().getRawPath();
            var end = path.indexOf('/', 1);
            var service = end < 0 ? null : services.get(path.substring(1, end));
            if (service != null) {
                service.answer(exchange, path.substring(end));
            } else if (path.equals("/services.json")) {
                send(exchange, 200, "application/json", names());
            } else {
                var asset = Asset.at(path);
                if (asset == null) {
                    send(exchange, 404, "text/plain", "There is nothing here; the page is at /.");
                } else {
                    exchange.getResponseHeaders().set("Content-Type", asset.type());
                    exchange.sendResponseHeaders(200, asset.bytes().length);
                    exchange.getResponseBody().write(asset.bytes());
                }
            }
        }
    }

    private String names() {
        return services.keySet().stream().sorted().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
        services.values().forEach(ServiceDoor::close);
    }
}
