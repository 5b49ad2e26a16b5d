package io.centercontrol.kit.rest;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the current request's query. There is one reading of a query, which the front gate makes; it stands in the
 * routing context and JAX-RS reads it too. The request's own parameters are another reading: Vert.x parts them at {@code ;}.
 */
public final class Query {
    private Query() {}

    /** One parameter; null when there is none. */
    public static @Nullable String parameter(RoutingContext request, String name) {
        return request.queryParams().get(name);
    }
}
