package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** No address of the shop takes a parameter: one that is sent is refused, so that an order which was only to be tried is none. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class NoParameters implements ContainerRequestFilter {
    @Context
    @SuppressWarnings("NullAway.Init")
    HttpServerRequest connection;

    @Override
    public void filter(ContainerRequestContext request) {
        var query = connection.query();
        if (query != null && !query.isEmpty()) {
            throw new ProblemException(Problem.of(
                    400,
                    "UNKNOWN_PARAMETER",
                    "Unknown parameter",
                    "The shop takes no parameters: leave '?" + query + "' away."));
        }
    }
}
