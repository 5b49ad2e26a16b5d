package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.Problem;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that is too large before it is read, with a problem; the server's own limit answers with nothing. So a
 * body must say how long it is: one that comes in pieces without a length is refused too.
 */
@Singleton
final class BodyLimit {
    private static final int PRIORITY = 1000;

    private final long most;

    BodyLimit(VertxHttpConfig config) {
        most = config.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        var length = length(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        if (length > most) {
            refuse(context, 413, "BODY_TOO_LARGE", "Body too large", "The body may have " + most + " bytes at most.");
        } else if (length < 0 && hasBody(request)) {
            refuse(context, 411, "LENGTH_REQUIRED", "Length required", "Send the body with a Content-Length.");
        } else {
            context.next();
        }
    }

    /** HTTP/1.1 says by a header that pieces follow; HTTP/2 does not say. */
    private static boolean hasBody(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                ? !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)
                : request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static void refuse(RoutingContext context, int status, String code, String title, String detail) {
        var response = context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (context.request().version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
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
