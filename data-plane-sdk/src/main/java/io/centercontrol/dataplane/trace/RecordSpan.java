package io.centercontrol.dataplane.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A span around what one record causes here, below the span that wrote the record. It is made with the OpenTelemetry that
 * the application has registered as the global one; a record without a trace, or an application without one, has none.
 */
public final class RecordSpan implements AutoCloseable {
    /** No span. */
    public static final RecordSpan NONE = new RecordSpan(Span.getInvalid(), Scope.noop());

    private static final String PARENT = "traceparent";
    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            var header = headers == null ? null : headers.lastHeader(key);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    };

    private final Span span;
    private final Scope scope;

    private RecordSpan(Span span, Scope scope) {
        this.span = span;
        this.scope = scope;
    }

    /**
     * Begins; close it on the same thread.
     *
     * @param operation what is done with the record, such as {@code apply}
     */
    @SuppressWarnings("MustBeClosedChecker") // whoever begins it closes it
    public static RecordSpan begin(String operation, ConsumerRecord<?, ?> record) {
        if (!GlobalOpenTelemetry.isSet() || record.headers().lastHeader(PARENT) == null) {
            return NONE;
        }
        var parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), record.headers(), GETTER);
        if (!Span.fromContext(parent).getSpanContext().isValid()) {
            return NONE;
        }
        var span = GlobalOpenTelemetry.getTracer("io.centercontrol.dataplane")
                .spanBuilder(operation + " " + record.topic())
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                .setAttribute("messaging.kafka.offset", record.offset())
                .startSpan();
        var tenant = GETTER.get(record.headers(), "tenant-id");
        if (tenant != null) {
            span.setAttribute("cc.tenant.id", tenant);
        }
        return new RecordSpan(span, parent.with(span).makeCurrent());
    }

    /** The headers that let a record go on with the trace that is under way on this thread; none without a trace. */
    public static List<Header> current() {
        var headers = new ArrayList<Header>();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.current(),
                        headers,
                        (all, name, value) ->
                                headers.add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8))));
        return headers;
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
