package io.centercontrol.kit.audit;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request that no token of the issuer opens, but something that a service knows by itself, such as an SDK key.
 *
 * @param subject never the secret itself
 */
public record KnownActor(String subject, @Nullable String name) {
    private static final String KEY = KnownActor.class.getName();
    private static final String TEMPLATE = KEY + ".template";

    /** Tells the kit who sends a request. */
    public void sends(RoutingContext request) {
        request.put(KEY, this);
    }

    /** Tells the kit the template of an address that no resource has. */
    public static void template(RoutingContext request, String path) {
        request.put(TEMPLATE, path);
    }

    static @Nullable KnownActor of(RoutingContext request) {
        return request.get(KEY);
    }

    static @Nullable String template(RoutingContext request) {
        return request.get(TEMPLATE);
    }
}
