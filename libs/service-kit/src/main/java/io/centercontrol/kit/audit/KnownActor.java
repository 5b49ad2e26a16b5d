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

    /** Tells the kit who sends a request. */
    public void sends(RoutingContext request) {
        request.put(KEY, this);
    }

    static @Nullable KnownActor of(RoutingContext request) {
        return request.get(KEY);
    }
}
