package io.centercontrol.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.centercontrol.tlog.WitnessAnswer;
import io.centercontrol.tlog.evidence.CanonicalJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A witness over HTTP: {@code POST /add-checkpoint}, and a page for people at {@code /}. */
final class Door implements AutoCloseable {
    /** The longest body that is read: a proof of 63 lines and a checkpoint with many signatures fit in. */
    static final int MOST_BYTES = 128 * 1024;

    private static final String ADD = "/add-checkpoint";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final Witness witness;
    private final HttpServer server;

    Door(Witness witness, String host, int port) throws IOException {
        this.witness = witness;
        this.server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var method = exchange.getRequestMethod();
            switch (path) {
                case ADD -> {
                    if (isAllowed(exchange, method, "POST")) {
                        add(exchange);
                    }
                }
                case "/" -> {
                    if (isAllowed(exchange, method, "GET")) {
                        exchange.getResponseHeaders()
                                .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
                        send(exchange, 200, "text/html; charset=utf-8", Page.of(witness));
                    }
                }
                default -> problem(exchange, 404, "There is " + ADD + ", and a page at /.");
            }
        } catch (RuntimeException e) {
            System.err.println("a request failed: " + e);
            throw e;
        }
    }

    private static boolean isAllowed(HttpExchange exchange, String method, String allowed) throws IOException {
        if (method.equals(allowed)) {
            return true;
        }
        exchange.getResponseHeaders().set("Allow", allowed);
        problem(exchange, 405, "Only " + allowed + " is answered here.");
        return false;
    }

    private void add(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            problem(exchange, 413, "The body has more than " + MOST_BYTES + " bytes.");
            return;
        }
        var body = text(bytes);
        if (body == null) {
            problem(exchange, 400, "The body is no UTF-8.");
            return;
        }
        Answer answer;
        try {
            answer = witness.add(body);
        } catch (IOException e) {
            System.err.println("could not keep a checkpoint, and signed nothing: " + e);
            problem(exchange, 503, "The witness cannot write to its disk, and signs nothing.");
            return;
        }
        switch (answer) {
            case Answer.Signed signed ->
                send(exchange, 200, PLAIN, signed.cosignature().line() + "\n");
            case Answer.OtherSize other -> send(exchange, 409, WitnessAnswer.SIZE_TYPE, other.size() + "\n");
            case Answer.Refused refused -> problem(exchange, refused.status(), refused.detail());
        }
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** RFC 9457. */
    private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
        var title = switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            default -> "Service Unavailable";
        };
        var problem = Map.of("type", "about:blank", "title", title, "status", status, "detail", detail);
        send(exchange, status, "application/problem+json", CanonicalJson.write(problem) + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
