package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.DataPlane;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Counts each request to one of the application's resources, with how long it took until its answer was written, for the
 * platform to guard rollouts by. An answer with 5xx is a failure.
 */
@jakarta.ws.rs.ext.Provider
@Priority(0)
public final class MeasureFilter implements ContainerRequestFilter {
    private final Provider<DataPlane> plane;
    private final Provider<CurrentVertxRequest> current;

    MeasureFilter(Provider<DataPlane> plane, Provider<CurrentVertxRequest> current) {
        this.plane = plane;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var context = current.get().getCurrent();
        var measures = plane.get().measures();
        var begun = System.nanoTime();
        context.addEndHandler(end ->
                measures.call(System.nanoTime() - begun, context.response().getStatusCode() >= 500));
    }
}
