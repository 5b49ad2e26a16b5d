package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses a body that is too large with a problem: before it is read, when it says how long it is, else as it is read. */
@Provider
@Singleton
public final class BodyLimit implements ReaderInterceptor {
    private static final int PRIORITY = 1000;

    /** {@code quarkus.http.limits.max-body-size} stands far above it: where that one cuts off, the answer says nothing. */
    private static final int MOST_BYTES = 16 * 1024;

    private static final String CODE = "BODY_TOO_LARGE";
    private static final String TITLE = "Body too large";
    private static final String DETAIL = "The body may have " + MOST_BYTES + " bytes at most.";

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (length(context.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > MOST_BYTES) {
            refuse(context);
        } else {
            context.next();
        }
    }

    /** Counts what does not say how long it is. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var stream = context.getInputStream();
        var bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            // Who is still sending sees the answer when that is done.
            stream.skip(10L * MOST_BYTES);
            throw new ProblemException(Problem.of(413, CODE, TITLE, DETAIL));
        }
        context.setInputStream(new ByteArrayInputStream(bytes));
        return context.proceed();
    }

    private static void refuse(RoutingContext context) {
        var response = context.response().setStatusCode(413).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (context.request().version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(new JsonObject()
                .put("type", "about:blank")
                .put("title", TITLE)
                .put("status", 413)
                .put("detail", DETAIL)
                .put("code", CODE)
                .encode());
    }

    private static long length(@Nullable String header) {
        try {
            return header == null ? -1 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
