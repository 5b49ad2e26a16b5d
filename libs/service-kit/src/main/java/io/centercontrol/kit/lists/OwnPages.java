package io.centercontrol.kit.lists;

import io.centercontrol.kit.audit.Passages;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks this very instance for a page of a list, in the caller's name and by the address that the caller came in by. So a page
 * of a whole list passes every gate that a page passes, and there is no second reading of who may see what.
 */
@ApplicationScoped
class OwnPages {
    private static final Set<String> PASSED_ON =
            Set.of("authorization", "x-correlation-id", "traceparent", "tracestate");
    private static final Set<String> OURS = Set.of("cursor", "limit");

    private final Supplier<HttpClient> plain;
    private final Supplier<HttpClient> secure;

    OwnPages(Vertx vertx) {
        plain = lazily(() -> vertx.createHttpClient(options()));
        // It is this process at the other end of the connection, whatever name its certificate has.
        secure = lazily(() ->
                vertx.createHttpClient(options().setSsl(true).setTrustAll(true).setVerifyHost(false)));
    }

    /** A page as it was answered. */
    record Page(
            int status,
            @Nullable String contentType,
            @Nullable String retryAfter,
            Buffer body) {}

    /**
     * Asks.
     *
     * @param passage what shows that it is this instance that asks
     * @param limit the most items; null where a list has no pages
     * @param cursor null for the first page
     */
    Future<Page> get(RoutingContext context, String passage, @Nullable String limit, @Nullable String cursor) {
        var request = context.request();
        var client = request.isSSL() ? secure.get() : plain.get();
        var at = request.connection().localAddress();
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(at.hostAddress())
                        .setPort(at.port())
                        .setURI(uri(context, request, limit, cursor)))
                .compose(asked -> {
                    request.headers().forEach(header -> {
                        if (PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                            asked.putHeader(header.getKey(), header.getValue());
                        }
                    });
                    // Within, on the connection's own thread: a body that has come before anybody listens is gone.
                    return asked.putHeader(Passages.HEADER, passage)
                            .putHeader(HttpHeaders.ACCEPT, "application/json")
                            .send()
                            .compose(OwnPages::page);
                });
    }

    private static Future<Page> page(HttpClientResponse answer) {
        return answer.body()
                .map(body -> new Page(
                        answer.statusCode(),
                        answer.getHeader(HttpHeaders.CONTENT_TYPE),
                        answer.getHeader(HttpHeaders.RETRY_AFTER),
                        body));
    }

    private static String uri(
            RoutingContext context, HttpServerRequest request, @Nullable String limit, @Nullable String cursor) {
        var query = new QueryStringEncoder("");
        context.queryParams().forEach(parameter -> {
            if (!OURS.contains(parameter.getKey().toLowerCase(Locale.ROOT))) {
                query.addParam(parameter.getKey(), parameter.getValue());
            }
        });
        if (limit != null) {
            query.addParam("limit", limit);
        }
        if (cursor != null) {
            query.addParam("cursor", cursor);
        }
        return request.path() + query;
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions().setKeepAliveTimeout(10);
    }

    private static Supplier<HttpClient> lazily(Supplier<HttpClient> made) {
        return new Supplier<>() {
            private @Nullable HttpClient client;

            @Override
            public synchronized HttpClient get() {
                var now = client;
                if (now == null) {
                    now = made.get();
                    client = now;
                }
                return now;
            }
        };
    }
}
