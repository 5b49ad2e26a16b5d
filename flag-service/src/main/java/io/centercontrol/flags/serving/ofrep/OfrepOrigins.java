package io.centercontrol.flags.serving.ofrep;

import io.centercontrol.kit.gate.GateOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * Lets pages of configured origins ask by OFREP: its web provider runs in browsers. Of another origin nothing is allowed, and
 * nothing is refused either: the browser does that, and a program that is none needs no leave.
 */
@ApplicationScoped
class OfrepOrigins {
    /** As long as browsers keep it. */
    private static final int KEPT_SECONDS = 7_200;

    private final Set<String> allowed;
    private final CorsHandler handler;

    OfrepOrigins(OfrepConfig config) {
        allowed = config.origins().map(Set::copyOf).orElse(Set.of());
        handler = CorsHandler.create()
                .addOrigins(List.copyOf(allowed))
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST))
                .allowedHeaders(Set.of(
                        "Authorization",
                        "Content-Type",
                        "If-None-Match",
                        "Last-Event-ID",
                        "X-API-Key",
                        "baggage",
                        "traceparent",
                        "tracestate"))
                .exposedHeaders(Set.of("ETag", "Retry-After"))
                .maxAgeSeconds(KEPT_SECONDS);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, GateOrder.ORIGIN.priority());
    }

    void check(RoutingContext context) {
        var origin = context.request().getHeader("Origin");
        if (origin != null
                && OfrepRoutes.isOurs(context.request().path())
                && (allowed.contains(origin) || allowed.contains("*"))) {
            handler.handle(context);
        } else {
            context.next();
        }
    }
}
