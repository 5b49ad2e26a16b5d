package io.centercontrol.kit.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * One trace across topics, in W3C Trace Context form: a record that is written carries the context of the span that wrote
 * it, and what a record causes is done in a span below that one. The names and attributes are OpenTelemetry's for messaging.
 */
@ApplicationScoped
public class RecordTracing {
    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return List.of(StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toArray(String[]::new));
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            return headers == null ? null : text(headers, key);
        }
    };
    private static final int LONGEST_LOGGED = 100;
    private static final Map<String, String> LOGGED =
            Map.of("tenant-id", LogFields.TENANT_ID, "ce_id", LogFields.EVENT_ID);

    private final Tracer tracer;

    RecordTracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.centercontrol.kit");
    }

    /**
     * Does the work as part of the trace that the record belongs to, with its tenant and its event in the log lines. A record
     * without a trace begins none.
     *
     * @param work is called on the record's own Vert.x context and stays on it
     */
    @SuppressWarnings("MustBeClosedChecker") // it is closed when the work ends, which is later than this method does
    public <T> Uni<T> processing(ConsumerRecord<?, ?> record, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            LOGGED.forEach((header, field) -> log(field, logged(record.headers(), header)));
            var parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), record.headers(), GETTER);
            if (!Span.fromContext(parent).getSpanContext().isValid()) {
                return work.get();
            }
            var span = about(tracer.spanBuilder("process " + record.topic()), record.topic(), "process")
                    .setParent(parent)
                    .setSpanKind(SpanKind.CONSUMER)
                    .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                    .setAttribute("messaging.kafka.offset", record.offset())
                    .startSpan();
            var scope = parent.with(span).makeCurrent();
            return ended(span, work.get()).onTermination().invoke(scope::close);
        });
    }

    /**
     * Does the writing of a record in a span of its own.
     *
     * @param work is handed the headers {@code traceparent} and, if there is any, {@code tracestate}
     */
    public <T> Uni<T> publishing(String topic, Function<Map<String, String>, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var span = about(tracer.spanBuilder("publish " + topic), topic, "publish")
                    .setSpanKind(SpanKind.PRODUCER)
                    .startSpan();
            var headers = new HashMap<String, String>();
            W3CTraceContextPropagator.getInstance()
                    .inject(Context.current().with(span), headers, (all, name, value) -> headers.put(name, value));
            return ended(span, work.apply(headers));
        });
    }

    private static SpanBuilder about(SpanBuilder span, String topic, String operation) {
        return span.setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.operation.type", operation);
    }

    private static <T> Uni<T> ended(Span span, Uni<T> work) {
        return work.onFailure()
                .invoke(failure -> span.setStatus(StatusCode.ERROR).recordException(failure))
                .onTermination()
                .invoke(span::end);
    }

    private static void log(String field, @Nullable String value) {
        if (value == null) {
            MDC.remove(field);
        } else {
            MDC.put(field, value);
        }
    }

    /** In every line that is logged of the record: so a text that is no id of ours is left out. */
    private static @Nullable String logged(Headers headers, String name) {
        var text = text(headers, name);
        return text == null || text.length() > LONGEST_LOGGED ? null : text;
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
