package io.centercontrol.flags.serving.sync;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the service's traces tell of the sync protocol, in tests. */
@Singleton
class SeenSpans implements SpanProcessor {
    private static final String SYNC = "flagd.sync.v1.";

    private final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

    List<SpanData> all() {
        return List.copyOf(spans);
    }

    @Override
    public void onStart(Context context, ReadWriteSpan span) {
        keep(span);
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        keep(span);
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private void keep(ReadableSpan span) {
        if (span.getName().startsWith(SYNC)) {
            spans.add(span.toSpanData());
        }
    }
}
