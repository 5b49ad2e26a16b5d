package io.centercontrol.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Exports, and says once when that begins to fail and once when it works again. A collector that is away must not fill the
 * log of a service that is well.
 */
final class QuietExporter implements SpanExporter {
    private static final Logger LOG = Logger.getLogger(QuietExporter.class);

    private final SpanExporter exporter;
    private final String target;
    private final AtomicBoolean failing = new AtomicBoolean();

    QuietExporter(SpanExporter exporter, String target) {
        this.exporter = exporter;
        this.target = target;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var result = exporter.export(spans);
        result.whenComplete(() -> tell(result.isSuccess()));
        return result;
    }

    private void tell(boolean worked) {
        if (failing.getAndSet(!worked) == worked) {
            if (worked) {
                LOG.infof("Traces are exported to %s again.", target);
            } else {
                LOG.warnf("Traces cannot be exported to %s and are dropped until it answers.", target);
            }
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
