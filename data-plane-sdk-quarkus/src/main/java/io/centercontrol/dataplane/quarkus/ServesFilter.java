package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Operation;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;

/** Asks, for each request to a method with {@link Serves}, whether the tenant may. */
@jakarta.ws.rs.ext.Provider
@Serves(Operation.LOGIN)
@Priority(Priorities.AUTHORIZATION)
public final class ServesFilter implements ContainerRequestFilter {
    private final Provider<DataPlane> plane;
    private final CurrentTenant current;

    ServesFilter(Provider<DataPlane> plane, CurrentTenant current) {
        this.plane = plane;
        this.current = current;
    }

    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        var operation = operation();
        var tenant = current.get();
        var decision = plane.get().mayServe(tenant.id(), operation);
        if (!decision.allowed()) {
            var now = plane.get().find(tenant.id());
            throw TenantProblems.of(decision, operation, now == null ? tenant : now);
        }
    }

    private Operation operation() {
        var onMethod = resource.getResourceMethod().getAnnotation(Serves.class);
        return onMethod == null
                ? resource.getResourceClass().getAnnotation(Serves.class).value()
                : onMethod.value();
    }
}
