package io.centercontrol.usage.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.ServiceStack;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metrics by OTLP: what OpenTelemetry's own exporter sends counts, and what is wrong is said as the protocol has it. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class MetricsIT {
    private static final String PROTOBUF = "application/x-protobuf";

    private EventFixture events;

    @BeforeEach
    void begin() {
        events = new EventFixture();
    }

    @AfterEach
    void end() {
        events.close();
    }

    @Test
    void what_opentelemetrys_exporter_sends_counts() throws SQLException {
        for (var compression : new String[] {"none", "gzip"}) {
            var exporter = OtlpHttpMetricExporter.builder()
                    .setEndpoint(EventFixture.address("/v1/metrics").toString())
                    .addHeader("Authorization", "Bearer " + events.key())
                    .setCompression(compression)
                    .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred())
                    .build();
            try (var provider = SdkMeterProvider.builder()
                    .setResource(Resource.create(Attributes.of(
                            AttributeKey.stringKey("tenant.id"), events.tenant().toString())))
                    .registerMetricReader(PeriodicMetricReader.builder(exporter)
                            .setInterval(Duration.ofHours(1))
                            .build())
                    .build()) {
                var meter = provider.get("shop");
                var calls = meter.counterBuilder("api.called").build();
                calls.add(3);
                calls.add(4, Attributes.of(AttributeKey.stringKey("path"), "/checkout"));
                meter.gaugeBuilder("stores.counted").ofLongs().build().set(5);
                assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
                        .isTrue();
            }
        }
        events.awaitAccount(6, 0, 0);
        assertThat(events.total("api-calls")).isEqualTo(14);
        assertThat(EventFixture.text("select latest from usage_minute where meter = 'stores' and tenant_id = '"
                        + events.tenant() + "' order by minute desc limit 1"))
                .isEqualTo("5");
    }

    @Test
    void an_export_that_is_sent_again_counts_once() throws Exception {
        var request =
                request(events.tenant().toString(), delta("api.called", 7)).toByteArray();
        for (var time = 0; time < 2; time++) {
            assertThat(answer(send(request)).hasPartialSuccess()).isFalse();
        }
        events.awaitAccount(1, 1, 0);
        assertThat(events.total("api-calls")).isEqualTo(7);
    }

    @Test
    void what_is_no_usage_is_told_beside_what_is() throws Exception {
        var now = nanos(Instant.now());
        var wrong = request(
                events.tenant().toString(),
                delta("api.called", 2),
                delta("api.called", 0),
                metric("api.called")
                        .setSum(Sum.newBuilder()
                                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                                .addDataPoints(NumberDataPoint.newBuilder()
                                        .setTimeUnixNano(now)
                                        .setAsInt(1)))
                        .build(),
                gauge(
                        "stores.counted",
                        NumberDataPoint.newBuilder().setTimeUnixNano(now).setAsDouble(1.5)),
                gauge(
                        "stores.counted",
                        NumberDataPoint.newBuilder().setTimeUnixNano(now).setAsDouble(Double.NaN)),
                gauge(
                        "stores.counted",
                        NumberDataPoint.newBuilder().setTimeUnixNano(now).setAsDouble(1e300)),
                gauge(
                        "stores.counted",
                        NumberDataPoint.newBuilder().setTimeUnixNano(0).setAsInt(1)),
                gauge(
                        "stores.counted",
                        NumberDataPoint.newBuilder().setTimeUnixNano(-1).setAsInt(1)),
                delta("api.called", -1),
                metric("latency")
                        .setHistogram(Histogram.newBuilder().addDataPoints(HistogramDataPoint.getDefaultInstance()))
                        .build(),
                gauge(
                        "stores.counted",
                        NumberDataPoint.newBuilder().setTimeUnixNano(now).setAsDouble(4)));
        var partial = answer(send(wrong.toByteArray())).getPartialSuccess();
        assertThat(partial.getRejectedDataPoints()).isEqualTo(8);
        assertThat(partial.getErrorMessage()).contains("delta temporality");
        events.awaitAccount(2, 0, 0);
        assertThat(events.total("api-calls")).isEqualTo(2);

        for (var tenant : new @Nullable String[] {null, "acme"}) {
            assertThat(answer(send(request(tenant, delta("api.called", 1)).toByteArray()))
                            .getPartialSuccess()
                            .getErrorMessage())
                    .contains("tenant.id");
        }
    }

    @Test
    void a_bound_key_sends_for_its_tenant_alone() throws Exception {
        try (var bound = new EventFixture(true)) {
            var foreign =
                    request(events.tenant().toString(), delta("api.called", 1)).toByteArray();
            assertThat(answer(send(bound, bound.key(), foreign, PROTOBUF))
                            .getPartialSuccess()
                            .getRejectedDataPoints())
                    .isEqualTo(1);
            var own = request(bound.tenant().toString(), delta("api.called", 1)).toByteArray();
            assertThat(answer(send(bound, bound.key(), own, PROTOBUF)).hasPartialSuccess())
                    .isFalse();
            bound.awaitAccount(1, 0, 0);
        }
    }

    @Test
    void what_cannot_be_read_is_refused() throws Exception {
        var good =
                request(EventWriter.newId().toString(), delta("api.called", 1)).toByteArray();
        assertThat(send(events, null, good, PROTOBUF).statusCode()).isEqualTo(401);
        assertThat(send(events, events.key(), good, "application/json").statusCode())
                .isEqualTo(415);
        assertThat(events.request(
                                "POST",
                                EventFixture.address("/v1/metrics?dryRun=true"),
                                events.key(),
                                PROTOBUF,
                                good,
                                HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("nothing that is protobuf".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(events, events.key(), good, PROTOBUF, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(events, events.key(), good, PROTOBUF, "Content-Encoding", "zstd")
                        .statusCode())
                .isEqualTo(415);
        var bomb = send(events, events.key(), gzip(new byte[50_000_000]), PROTOBUF, "Content-Encoding", "gzip");
        assertThat(bomb.statusCode()).isEqualTo(400);
        // A Status: its message is field 2.
        assertThat(bomb.body()[0]).isEqualTo((byte) 0x12);
        assertThat(new String(bomb.body(), StandardCharsets.UTF_8)).contains("unpacks to more than");
        assertThat(send(new byte[1_000_001]).statusCode()).isEqualTo(413);
        assertThat(events.account()).isEmpty();
    }

    private HttpResponse<byte[]> send(byte[] body) {
        return send(events, events.key(), body, PROTOBUF);
    }

    private static HttpResponse<byte[]> send(
            EventFixture by, @Nullable String bearer, byte[] body, String type, String... headers) {
        return by.request(
                "POST",
                EventFixture.address("/v1/metrics"),
                bearer,
                type,
                body,
                HttpResponse.BodyHandlers.ofByteArray(),
                headers);
    }

    private static ExportMetricsServiceResponse answer(HttpResponse<byte[]> answer)
            throws InvalidProtocolBufferException {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
        return ExportMetricsServiceResponse.parseFrom(answer.body());
    }

    private static ExportMetricsServiceRequest request(@Nullable String tenant, Metric... metrics) {
        var resource = io.opentelemetry.proto.resource.v1.Resource.newBuilder();
        Map<String, String> attributes = tenant == null ? Map.of() : Map.of("tenant.id", tenant);
        attributes.forEach((name, value) -> resource.addAttributes(KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))));
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(resource)
                        .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(java.util.List.of(metrics))))
                .build();
    }

    private static Metric delta(String name, long value) {
        return metric(name)
                .setSum(Sum.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(nanos(Instant.now()))
                                .setAsInt(value)))
                .build();
    }

    private static Metric gauge(String name, NumberDataPoint.Builder point) {
        return metric(name).setGauge(Gauge.newBuilder().addDataPoints(point)).build();
    }

    private static Metric.Builder metric(String name) {
        return Metric.newBuilder().setName(name);
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
