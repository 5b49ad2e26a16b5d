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
import org.jspecify.annotations.Nullable;

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
        if (isAsked(resource) && cannotWait != null) {
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

    /** The word by which the caller waits for what this write leads to; null when it does not. */
    private @Nullable String ownWord(ResourceInfo resource) {
        var own = resource.getResourceMethod().getAnnotation(WaitsFor.class);
        // A word that is nobody's is the ledger's to refuse.
        return own != null && own.value().equals(Query.parameter(request, "wait")) ? own.value() : null;
    }

    /** Whether the caller waits for anything; refuses what cannot be understood. */
    private boolean isAsked(ResourceInfo resource) {
        if (ownWord(resource) == null) {
            return ledger.isAsked();
        }
        ledger.patience();
        return true;
    }

    @ServerResponseFilter
    Uni<Void> await(ContainerRequestContext context, ContainerResponseContext response, ResourceInfo resource) {
        if (!isWrite(context.getMethod())
                || response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL
                || !response.hasEntity()
                || !isAsked(resource)) {
            return Uni.createFrom().voidItem();
        }
        var word = ownWord(resource);
        if (word == null) {
            return ledger.await(response.getEntity())
                    .invoke(body -> say(response, body))
                    .replaceWithVoid();
        }
        return goals.await(word, response.getEntity(), ledger.patience())
                .invoke(waited -> {
                    if (waited.version() > 0) {
                        response.getHeaders().putSingle("ETag", Versions.tag(waited.version()));
                    }
                    say(response, waited.body());
                })
                .replaceWithVoid();
    }

    private static void say(ContainerResponseContext response, JsonNode body) {
        response.setEntity(body, new java.lang.annotation.Annotation[0], response.getMediaType());
    }
}
