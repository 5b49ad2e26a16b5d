package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * {@code ?wait=} and {@code ?dryRun=} of every write, in one place: before it what cannot be done is refused, after it the
 * ledger is asked. A resource does nothing for it, so that none can forget it; one that cannot be waited for says so by
 * {@link CannotWait}.
 */
public class Waiting {
    private static final Set<String> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final Ledger ledger;
    private final RoutingContext request;

    Waiting(Ledger ledger, RoutingContext request) {
        this.ledger = ledger;
        this.request = request;
    }

    /** Whether a method is one of those that change something. */
    static boolean isWrite(String method) {
        return WRITES.contains(method);
    }

    @ServerRequestFilter
    void check(ContainerRequestContext context, ResourceInfo resource) {
        if (!isWrite(context.getMethod())) {
            return;
        }
        var cannotWait = resource.getResourceMethod().getAnnotation(CannotWait.class);
        if (ledger.isAsked() && cannotWait != null) {
            throw Refusal.Invalid.of(
                            "/wait",
                            "CANNOT_WAIT",
                            "This cannot be waited for. " + cannotWait.value() + " Nothing was done.")
                    .asException();
        }
        var cannotTry = resource.getResourceMethod().getAnnotation(CannotDryRun.class);
        if (Parameters.flag("dryRun", Query.parameter(request, "dryRun")) && cannotTry != null) {
            throw Refusal.Invalid.of(
                            "/dryRun",
                            "CANNOT_DRY_RUN",
                            "This cannot be tried. " + cannotTry.value() + " Nothing was done.")
                    .asException();
        }
    }

    @ServerResponseFilter
    Uni<Void> await(ContainerRequestContext context, ContainerResponseContext response) {
        if (!isWrite(context.getMethod())
                || response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL
                || !response.hasEntity()
                || !ledger.isAsked()) {
            return Uni.createFrom().voidItem();
        }
        return ledger.await(response.getEntity())
                .invoke(body ->
                        response.setEntity(body, new java.lang.annotation.Annotation[0], response.getMediaType()))
                .replaceWithVoid();
    }
}
