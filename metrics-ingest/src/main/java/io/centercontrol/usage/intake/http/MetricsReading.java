package io.centercontrol.usage.intake.http;

import com.google.protobuf.InvalidProtocolBufferException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.intake.TakeMetrics.Refused;
import io.centercontrol.usage.intake.model.CloudEvent;
import io.centercontrol.usage.intake.model.Scalar;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Data points of OTLP as events. A point has no id: what it counts once by is all that names it, so that an export that is sent again
 * counts once.
 */
final class MetricsReading {
    private static final String TENANT = "tenant.id";
    private static final int LONGEST_NAME = 150;

    /** Up to there a double is one whole number and no other. */
    private static final double EXACT = 0x1p53;

    private final List<CloudEvent> points = new ArrayList<>();
    private Refused refused = new Refused(0, null);

    /** Those that could be read. */
    List<CloudEvent> points() {
        return points;
    }

    /** Those that could not. */
    Refused refused() {
        return refused;
    }

    /** @throws InvalidProtocolBufferException when it is no request of OTLP */
    void read(byte[] body) throws InvalidProtocolBufferException {
        for (var resource : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
            var of = texts(resource.getResource().getAttributesList());
            for (var scope : resource.getScopeMetricsList()) {
                var name = scope.getScope().getName() + " " + scope.getScope().getVersion();
                scope.getMetricsList().forEach(metric -> metric(of, name, metric));
            }
        }
    }

    private void metric(Map<String, Scalar> resource, String scope, Metric metric) {
        switch (metric.getDataCase()) {
            case SUM -> {
                var isDelta = metric.getSum().getAggregationTemporality()
                        == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
                for (var point : metric.getSum().getDataPointsList()) {
                    if (isDelta) {
                        point(resource, scope, metric, point, true);
                    } else {
                        refuse(metric, "a sum since the start: let its exporter prefer delta temporality");
                    }
                }
            }
            case GAUGE ->
                metric.getGauge().getDataPointsList().forEach(point -> point(resource, scope, metric, point, false));
            case HISTOGRAM ->
                metric.getHistogram().getDataPointsList().forEach(point -> refuse(metric, "a histogram is no usage"));
            case EXPONENTIAL_HISTOGRAM ->
                metric.getExponentialHistogram()
                        .getDataPointsList()
                        .forEach(point -> refuse(metric, "a histogram is no usage"));
            case SUMMARY ->
                metric.getSummary().getDataPointsList().forEach(point -> refuse(metric, "a summary is no usage"));
            case DATA_NOT_SET -> {}
        }
    }

    private void point(
            Map<String, Scalar> resource, String scope, Metric metric, NumberDataPoint point, boolean isDelta) {
        var data = new TreeMap<>(resource);
        data.putAll(texts(point.getAttributesList()));
        var tenant = tenant(data.remove(TENANT));
        var value = value(point);
        if (metric.getName().isEmpty() || metric.getName().length() > LONGEST_NAME) {
            refuse(metric, "a name has 1 to " + LONGEST_NAME + " characters");
        } else if (metric.getName().chars().anyMatch(Character::isISOControl)) {
            refuse(metric, "a name has no control characters");
        } else if (tenant == null) {
            refuse(metric, "the attribute " + TENANT + " is the tenant's id, a UUID");
        } else if (value == null) {
            refuse(metric, "a value is a whole number");
        } else if (!isDelta || value != 0) {
            points.add(new CloudEvent(
                    metric.getName(),
                    identity(scope, point, data),
                    "otlp",
                    metric.getName(),
                    tenant,
                    Instant.EPOCH.plus(Long.divideUnsigned(point.getTimeUnixNano(), 1_000), ChronoUnit.MICROS),
                    data,
                    value));
        }
    }

    private static @Nullable TenantId tenant(@Nullable Scalar said) {
        try {
            return said == null ? null : TenantId.parse(said.text());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Long value(NumberDataPoint point) {
        return switch (point.getValueCase()) {
            case AS_INT -> point.getAsInt();
            case AS_DOUBLE -> {
                var value = point.getAsDouble();
                yield value == Math.rint(value) && Math.abs(value) <= EXACT ? (long) value : null;
            }
            case VALUE_NOT_SET -> null;
        };
    }

    /** The type stands beside it in the event. */
    private static String identity(String scope, NumberDataPoint point, Map<String, Scalar> data) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            add(hash, scope);
            add(hash, Long.toUnsignedString(point.getStartTimeUnixNano()));
            add(hash, Long.toUnsignedString(point.getTimeUnixNano()));
            data.forEach((name, value) -> {
                add(hash, name);
                add(hash, value.kind() + " " + value.text());
            });
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest hash, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        hash.update(bytes);
    }

    private static Map<String, Scalar> texts(List<KeyValue> attributes) {
        var all = new TreeMap<String, Scalar>();
        attributes.forEach(one -> all.put(one.getKey(), scalar(one.getValue())));
        return all;
    }

    private static Scalar scalar(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> new Scalar(value.getStringValue(), Scalar.Kind.TEXT);
            case INT_VALUE -> new Scalar(Long.toString(value.getIntValue()), Scalar.Kind.WHOLE);
            case DOUBLE_VALUE -> new Scalar(Double.toString(value.getDoubleValue()), Scalar.Kind.FRACTION);
            case BOOL_VALUE -> new Scalar(Boolean.toString(value.getBoolValue()), Scalar.Kind.TRUTH);
            case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, VALUE_NOT_SET -> new Scalar("", Scalar.Kind.NESTED);
        };
    }

    private void refuse(Metric metric, String why) {
        var name = metric.getName();
        refused = refused.plus((name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name) + ": " + why);
    }
}
