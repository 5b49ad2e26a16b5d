package io.centercontrol.kit.audit;

import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/** The template of the address that a request found. */
final class Templates {
    /** Of what was refused before any address was looked for: what a stranger made up is told nowhere. */
    static final String NONE = "/refused";

    /** Where Quarkus leaves it for metrics and traces. */
    private static final String QUARKUS = "UrlPathTemplate";

    private Templates() {}

    static String of(RoutingContext request) {
        var own = KnownActor.template(request);
        if (own != null) {
            return own;
        }
        Context context = ((HttpServerRequestInternal) request.request()).context();
        String found = context.getLocal(QUARKUS);
        return found == null || found.isEmpty() ? NONE : found;
    }
}
