package io.centercontrol.kit.audit;

import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/** The template of the address that a request found. */
public final class Templates {
    /** Of what was refused before any address was looked for: what a stranger made up is told nowhere. */
    static final String NONE = "/refused";

    /** Where Quarkus leaves it for metrics and traces. */
    private static final String QUARKUS = "UrlPathTemplate";

    private static final String OWN = Templates.class.getName();

    private Templates() {}

    /** Tells the kit the template of an address that no resource has. */
    public static void note(RoutingContext request, String path) {
        request.put(OWN, path);
    }

    static String of(RoutingContext request) {
        String own = request.get(OWN);
        if (own != null) {
            return own;
        }
        Context context = ((HttpServerRequestInternal) request.request()).context();
        String found = context.getLocal(QUARKUS);
        return found == null || found.isEmpty() ? NONE : found;
    }
}
