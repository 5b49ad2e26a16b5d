package io.centercontrol.telemetry;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where traces go: to a collector by OTLP over HTTP, when one is named by {@code cc.otel.endpoint} or by OpenTelemetry's own
 * {@code OTEL_EXPORTER_OTLP_ENDPOINT}; else nowhere. Trace ids are made and handed on in both cases.
 */
@Singleton
final class TraceExport {
    private static final String PATH = "/v1/traces";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Optional<String> endpoint;

    TraceExport(
            @ConfigProperty(name = "cc.otel.endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "otel.exporter.otlp.endpoint") Optional<String> standard) {
        this.endpoint = endpoint.or(() -> standard).filter(text -> !text.isBlank());
    }

    @Produces
    @Singleton
    SpanProcessor processor() {
        return endpoint.map(TraceExport::to).orElseGet(SpanProcessor::composite);
    }

    private static SpanProcessor to(String base) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(address(base))
                .setTimeout(PATIENCE)
                .build();
        return BatchSpanProcessor.builder(new QuietExporter(exporter, base))
                .setScheduleDelay(Duration.ofSeconds(1))
                .build();
    }

    /** The endpoint is a base, as in OpenTelemetry's own setting; a full path is taken too. */
    static String address(String base) {
        var bare = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return bare.endsWith(PATH) ? bare : bare + PATH;
    }
}
