package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Resolution;
import io.centercontrol.dataplane.TenantContext;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Provider;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Finds each request's tenant by host, header and token, and ends a request whose hints are wrong or disagree. A request
 * that names no tenant passes: whether it needs one is known further in. Counts those of each tenant, where a meter is set.
 *
 * <p>Filters are made while the application is still being built: what they need is fetched with the first request.
 */
@jakarta.ws.rs.ext.Provider
@Priority(Priorities.AUTHENTICATION + 100)
public final class TenantFilter implements ContainerRequestFilter {
    private final Provider<DataPlane> plane;
    private final CurrentTenant current;
    private final Provider<NeutralHosts> neutral;
    private final Instance<TenantClaim> claims;
    private final Provider<SdkSettings> settings;

    TenantFilter(
            Provider<DataPlane> plane,
            CurrentTenant current,
            Provider<NeutralHosts> neutral,
            Instance<TenantClaim> claims,
            Provider<SdkSettings> settings) {
        this.plane = plane;
        this.current = current;
        this.neutral = neutral;
        this.claims = claims;
        this.settings = settings;
    }

    @Context
    @SuppressWarnings("NullAway.Init")
    HttpServerRequest connection;

    @Override
    public void filter(ContainerRequestContext request) {
        var claim = claims.isResolvable() ? claims.get().tenantId(request) : null;
        var found = plane.get()
                .resolve(
                        host(),
                        header(request, TenantContext.HTTP_TENANT_SLUG),
                        header(request, TenantContext.HTTP_TENANT_ID),
                        claim);
        switch (found) {
            case Resolution.Resolved resolved -> {
                var tenant = resolved.tenant().id();
                MDC.put(TenantContext.LOG_TENANT_ID, tenant.toString());
                settings.get()
                        .callsMeter()
                        .ifPresent(meter -> plane.get().usage().count(tenant, meter));
            }
            case Resolution.NothingGiven nothing -> {}
            case Resolution.NotReady notReady -> {}
            case Resolution.Contradiction wrong -> throw TenantProblems.of(wrong);
            case Resolution.Unknown wrong -> throw TenantProblems.of(wrong);
            case Resolution.Malformed wrong -> throw TenantProblems.of(wrong);
        }
        current.set(found);
    }

    private @Nullable String host() {
        var authority = connection.authority();
        if (authority == null || neutral.get().contain(authority.host())) {
            return null;
        }
        return authority.host();
    }

    private static @Nullable String header(ContainerRequestContext request, String name) {
        var values = request.getHeaders().get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw TenantProblems.repeated(name);
        }
        return values.getFirst();
    }
}
