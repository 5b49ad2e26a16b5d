package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Permit;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.Map;

/** Counts each request to a method with {@link RateLimited}, once its tenant may be served at all. */
@jakarta.ws.rs.ext.Provider
@RateLimited("")
@Priority(Priorities.AUTHORIZATION + 1)
public final class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PERMIT = RateLimitFilter.class.getName();

    private final Provider<DataPlane> plane;
    private final CurrentTenant current;

    RateLimitFilter(Provider<DataPlane> plane, CurrentTenant current) {
        this.plane = plane;
        this.current = current;
    }

    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        var callClass = callClass();
        var tenant = current.get();
        var permit = plane.get().permit(tenant.id(), callClass);
        request.setProperty(PERMIT, permit);
        if (!permit.allowed()) {
            throw new ProblemException(
                    Problem.of(
                                    429,
                                    "RATE_LIMITED",
                                    "Too many requests",
                                    "The tenant may make %d calls of class %s in %d s. Try again in %d s."
                                            .formatted(
                                                    permit.limit(),
                                                    callClass,
                                                    permit.period().toSeconds(),
                                                    wholeSeconds(permit.retryAfter())))
                            .with(Map.of("callClass", callClass, "limit", permit.limit())),
                    permit.retryAfter());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PERMIT) instanceof Permit permit && permit.reason() != Permit.Reason.NO_LIMIT) {
            var name = '"' + callClass() + '"';
            response.getHeaders()
                    .putSingle(
                            "RateLimit-Policy",
                            "%s;q=%d;w=%d"
                                    .formatted(
                                            name,
                                            permit.limit(),
                                            permit.period().toSeconds()));
            response.getHeaders()
                    .putSingle(
                            "RateLimit",
                            "%s;r=%d;t=%d".formatted(name, permit.remaining(), wholeSeconds(permit.reset())));
        }
    }

    private static long wholeSeconds(Duration time) {
        return ProblemException.wholeSeconds(time);
    }

    private String callClass() {
        var onMethod = resource.getResourceMethod().getAnnotation(RateLimited.class);
        return onMethod == null
                ? resource.getResourceClass().getAnnotation(RateLimited.class).value()
                : onMethod.value();
    }
}
