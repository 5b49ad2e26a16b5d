package io.centercontrol.usage.intake.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.gate.GateOrder;
import io.centercontrol.kit.gate.IncomingBody;
import io.centercontrol.kit.rest.Query;
import io.centercontrol.usage.intake.TakeMetrics;
import io.centercontrol.usage.keys.UsageKeyRing;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;

/**
 * {@code POST /v1/metrics}: OTLP over HTTP, in protobuf. It stands where the CloudEvents' address does, and is opened by the same
 * keys; what it refuses it says as OTLP does, by a protobuf {@code Status}.
 */
@ApplicationScoped
class MetricsRoutes {
    private static final Logger LOG = Logger.getLogger(MetricsRoutes.class);
    private static final String PATH = "/v1/metrics";
    private static final String PROTOBUF = "application/x-protobuf";

    /** What a packed body may come to. */
    private static final int MOST_UNPACKED = 4_000_000;

    /** The number of the field {@code message} of a {@code google.rpc.Status}. */
    private static final int MESSAGE = 2;

    private static final String AGAIN_AFTER_SECONDS = "2";

    private final KeyedDoor door;
    private final TakeMetrics takeMetrics;
    private final Vertx vertx;

    MetricsRoutes(KeyedDoor door, TakeMetrics takeMetrics, Vertx vertx) {
        this.door = door;
        this.takeMetrics = takeMetrics;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, GateOrder.KEYED.priority());
        filters.register(context -> door.refuse(context, PATH), GateOrder.LAST.priority());
    }

    private void answer(RoutingContext context) {
        var key = door.opened(context, PATH);
        if (key == null) {
            return;
        }
        var type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        var encoding = KeyedDoor.encoding(context);
        var unknown = Query.unknown(context, Set.of());
        if (!unknown.isEmpty()) {
            refuse(context, 400, unknown.getFirst().message());
        } else if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(PROTOBUF)) {
            refuse(context, 415, "Send OTLP in protobuf, as application/x-protobuf.");
        } else if (!encoding.equals("identity") && !encoding.equals("gzip")) {
            refuse(context, 415, "Send the body as it is, or with gzip.");
        } else {
            IncomingBody.collect(
                    context,
                    IncomingBody.MOST_BYTES,
                    body -> take(context, key, body, encoding.equals("gzip")),
                    () -> refuse(context, 413, "The body is larger than " + IncomingBody.MOST_BYTES + " bytes."));
        }
    }

    private void take(RoutingContext context, UsageKeyRing.Good key, Buffer body, boolean packed) {
        VertxContext.apart(vertx, () -> taken(key, body.getBytes(), packed))
                .subscribe()
                .with(refused -> said(context, refused), failure -> failed(context, failure));
    }

    private Uni<TakeMetrics.Refused> taken(UsageKeyRing.Good key, byte[] body, boolean packed) {
        var reading = new MetricsReading();
        try {
            reading.read(packed ? unpacked(body) : body);
        } catch (InvalidProtocolBufferException e) {
            throw invalid("The body is no ExportMetricsServiceRequest.");
        }
        return takeMetrics.run(new TakeMetrics.Command(key.id(), key::maySendFor, reading.points()), reading.refused());
    }

    private static byte[] unpacked(byte[] body) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var bytes = gzip.readNBytes(MOST_UNPACKED + 1);
            if (bytes.length > MOST_UNPACKED) {
                throw invalid("The body unpacks to more than " + MOST_UNPACKED + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw invalid("The body is not packed with gzip.");
        }
    }

    private static RefusedException invalid(String message) {
        return Refusal.Invalid.of("", "INVALID_REQUEST", message).asException();
    }

    private static void said(RoutingContext context, TakeMetrics.Refused refused) {
        var answer = ExportMetricsServiceResponse.newBuilder();
        var why = refused.first();
        if (why != null) {
            answer.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(refused.points())
                    .setErrorMessage("The first: " + why));
        }
        context.response()
                .setStatusCode(200)
                .putHeader(HttpHeaders.CONTENT_TYPE, PROTOBUF)
                .end(Buffer.buffer(answer.build().toByteArray()));
    }

    private static void failed(RoutingContext context, Throwable failure) {
        switch (failure) {
            case RefusedException refused
            when refused.refusal() instanceof Refusal.Unavailable -> {
                context.response().putHeader(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS);
                refuse(context, 503, refused.refusal().message());
            }
            case RefusedException refused ->
                refuse(context, 400, refused.refusal().message());
            default -> {
                LOG.errorf(failure, "metrics could not be taken");
                context.fail(500, failure);
            }
        }
    }

    private static void refuse(RoutingContext context, int status, String message) {
        IncomingBody.passOver(context.request());
        var text = ByteString.copyFromUtf8(message);
        var body = new byte[CodedOutputStream.computeBytesSize(MESSAGE, text)];
        try {
            var out = CodedOutputStream.newInstance(body);
            out.writeBytes(MESSAGE, text);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an array of the right length can be written", e);
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, PROTOBUF)
                .end(Buffer.buffer(body));
    }
}
