package io.centercontrol.telemetry;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.formatters.StructuredFormatter.ExceptionOutputType;
import org.jboss.logmanager.handlers.WriterHandler;

/**
 * With {@code cc.log.json=true}, one JSON object a line instead of text for people. The ids of what is being done stand
 * under {@code mdc}: {@code traceId}, {@code spanId}, {@code tenantId}, {@code eventId}, {@code correlationId}.
 *
 * <p>The application's logging is set up before any of its beans: the few lines before that stay text.
 */
@Singleton
final class JsonLogs {
    private final boolean wanted;
    private final String application;

    JsonLogs(
            @ConfigProperty(name = "cc.log.json", defaultValue = "false") boolean wanted,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "unnamed") String application) {
        this.wanted = wanted;
        this.application = application;
    }

    void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (wanted) {
            for (var handler : LogContext.getLogContext().getLogger("").getHandlers()) {
                change(handler, formatter(application));
            }
        }
    }

    /** A formatter of lines that say which application wrote them. */
    static ExtFormatter formatter(String application) {
        var formatter = new JsonFormatter();
        formatter.setExceptionOutputType(ExceptionOutputType.FORMATTED);
        formatter.setMetaData("service=" + application);
        return formatter;
    }

    private static void change(Handler handler, ExtFormatter formatter) {
        if (handler instanceof WriterHandler writer) {
            writer.setFormatter(formatter);
        } else if (handler instanceof ExtHandler around) {
            for (var inner : around.getHandlers()) {
                change(inner, formatter);
            }
        }
    }
}
