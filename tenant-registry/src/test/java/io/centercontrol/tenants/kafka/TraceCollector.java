package io.centercontrol.tenants.kafka;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.centercontrol.parts.Trees;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A collector that takes traces by OTLP over HTTP and keeps them for the tests. */
public final class TraceCollector implements QuarkusTestResourceLifecycleManager {
    /** Bodies go through a folder: Quarkus loads tests and their resources with different class loaders. */
    private static final String FOLDER = "cc.test.otlp";

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            System.setProperty(
                    FOLDER, Files.createTempDirectory("center-control-otlp").toString());
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            listening.createContext("/v1/traces", TraceCollector::take);
            listening.start();
            server = listening;
            return Map.of(
                    "cc.otel.endpoint",
                    "http://127.0.0.1:" + listening.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server == null) {
            return;
        }
        server.stop(0);
        try {
            Trees.delete(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(HttpExchange exchange) throws IOException {
        var isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (var body = isPacked ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            var file = Files.createTempFile(folder(), "part", ".tmp");
            Files.write(file, body.readAllBytes());
            Files.move(file, file.resolveSibling(file.getFileName() + ".otlp"));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Path folder() {
        return Path.of(System.getProperty(FOLDER, ""));
    }

    /** The spans of a trace that have come so far. */
    static List<Span> spans(String traceId) {
        var wanted = ByteString.copyFrom(HexFormat.of().parseHex(traceId));
        var found = new ArrayList<Span>();
        try (var bodies = Files.newDirectoryStream(folder(), "*.otlp")) {
            for (var body : bodies) {
                ExportTraceServiceRequest.parseFrom(Files.readAllBytes(body)).getResourceSpansList().stream()
                        .flatMap(resource -> resource.getScopeSpansList().stream())
                        .flatMap(scope -> scope.getSpansList().stream())
                        .filter(span -> span.getTraceId().equals(wanted))
                        .forEach(found::add);
            }
        } catch (IOException e) {
            throw new AssertionError("what was exported cannot be read", e);
        }
        return found;
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
