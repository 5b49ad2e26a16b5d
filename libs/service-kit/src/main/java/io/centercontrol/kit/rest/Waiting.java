package io.centercontrol.kit.rest;

import com.fasterxml.jackson.databind.JsonNode;
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
    private final Goals goals;
    private final RoutingContext request;

    Waiting(Ledger ledger, Goals goals, RoutingContext request) {
        this.ledger = ledger;
        this.goals = goals;
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
        var isAsked = isOwn(resource) || ledger.isAsked();
        if (isAsked && cannotWait != null) {
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

    /** Whether the caller waits for what this write leads to; a word that is nobody's is the ledger's to refuse. */
    private boolean isOwn(ResourceInfo resource) {
        var own = resource.getResourceMethod().getAnnotation(WaitsFor.class);
        if (own == null || !own.value().equals(Query.parameter(request, "wait"))) {
            return false;
        }
        ledger.patience();
        return true;
    }

    @ServerResponseFilter
    Uni<Void> await(ContainerRequestContext context, ContainerResponseContext response, ResourceInfo resource) {
        if (!isWrite(context.getMethod())
                || response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL
                || !response.hasEntity()) {
            return Uni.createFrom().voidItem();
        }
        if (isOwn(resource)) {
            var word =
                    resource.getResourceMethod().getAnnotation(WaitsFor.class).value();
            return goals.await(word, response.getEntity(), ledger.patience())
                    .invoke(waited -> {
                        if (waited.version() > 0) {
                            response.getHeaders().putSingle("ETag", Versions.tag(waited.version()));
                        }
                        say(response, waited.body());
                    })
                    .replaceWithVoid();
        }
        if (!ledger.isAsked()) {
            return Uni.createFrom().voidItem();
        }
        return ledger.await(response.getEntity())
                .invoke(body -> say(response, body))
                .replaceWithVoid();
    }

    private static void say(ContainerResponseContext response, JsonNode body) {
        response.setEntity(body, new java.lang.annotation.Annotation[0], response.getMediaType());
    }
}
