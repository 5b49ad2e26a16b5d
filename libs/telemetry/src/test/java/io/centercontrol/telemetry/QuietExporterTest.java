package io.centercontrol.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietExporterTest {
    private final Lines lines = new Lines();
    private final Logger log = Logger.getLogger(QuietExporter.class.getName());

    @BeforeEach
    void listen() {
        log.addHandler(lines);
    }

    @AfterEach
    void endListening() {
        log.removeHandler(lines);
    }

    @Test
    void a_collector_that_is_away_and_comes_back_is_two_lines() throws IOException {
        var address = free();
        var base = "http://127.0.0.1:" + address.getPort();
        var exporter = new QuietExporter(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(TraceExport.address(base))
                        .setTimeout(Duration.ofSeconds(2))
                        .build(),
                base);
        for (var i = 0; i < 3; i++) {
            assertThat(export(exporter)).isFalse();
        }
        assertThat(lines.texts).singleElement().asString().contains("cannot be exported to " + base);

        var collector = HttpServer.create(address, 0);
        collector.createContext("/v1/traces", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            assertThat(export(exporter)).isTrue();
            assertThat(export(exporter)).isTrue();
        } finally {
            collector.stop(0);
            exporter.shutdown();
        }
        assertThat(lines.texts).hasSize(2).last().asString().contains("again");
    }

    @Test
    void an_endpoint_is_a_base_or_a_whole_address() {
        assertThat(List.of("http://c:4318", "http://c:4318/", "http://c:4318/v1/traces"))
                .allSatisfy(base -> assertThat(TraceExport.address(base)).isEqualTo("http://c:4318/v1/traces"));
    }

    private static boolean export(QuietExporter exporter) {
        var span = TestSpanData.builder()
                .setName("test")
                .setKind(SpanKind.INTERNAL)
                .setStatus(StatusData.ok())
                .setHasEnded(true)
                .setStartEpochNanos(1)
                .setEndEpochNanos(2)
                .build();
        return exporter.export(List.of(span)).join(20, TimeUnit.SECONDS).isSuccess();
    }

    private static InetSocketAddress free() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    private static final class Lines extends Handler {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            texts.add(new java.util.logging.SimpleFormatter().formatMessage(record) + " "
                    + (record instanceof org.jboss.logmanager.ExtLogRecord ext ? ext.getFormattedMessage() : ""));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
