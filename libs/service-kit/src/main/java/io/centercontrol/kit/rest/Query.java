package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Violation;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
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

    /**
     * What is wrong with each parameter that is not known.
     *
     * @param known in the order in which they are told; compared as the set compares
     */
    public static List<Violation> unknown(RoutingContext request, Set<String> known) {
        return request.queryParams().names().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Violation(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "UNKNOWN_PARAMETER",
                        "There is no parameter '%s'. Known are: %s."
                                .formatted(name, known.isEmpty() ? "none" : String.join(", ", known))))
                .toList();
    }
}
