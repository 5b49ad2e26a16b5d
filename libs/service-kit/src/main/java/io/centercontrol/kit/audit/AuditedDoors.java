package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Tells of what is done at doors that are {@link Audited}, and leaves a problem's code with its request. */
public class AuditedDoors {
    private final Audit audit;
    private final AuditConfig config;
    private final Coalescing coalescing;
    private final RoutingContext request;
    private final Map<Method, Optional<Audited>> known = new ConcurrentHashMap<>();

    AuditedDoors(Audit audit, AuditConfig config, Coalescing coalescing, RoutingContext request) {
        this.audit = audit;
        this.config = config;
        this.coalescing = coalescing;
        this.request = request;
    }

    /** What reads of one kind have in common. */
    private record Reading(
            @Nullable String subject, @Nullable UUID tenant, String path) {}

    @ServerResponseFilter
    void tell(ContainerRequestContext asked, ContainerResponseContext answer, @Nullable ResourceInfo resource) {
        if (answer.getEntity() instanceof Problem problem) {
            problem.answers(request);
        }
        // What no resource was found for has none.
        var method = resource == null ? null : resource.getResourceMethod();
        if (method != null) {
            known.computeIfAbsent(method, one -> Optional.ofNullable(one.getAnnotation(Audited.class)))
                    .ifPresent(audited -> tell(audited, asked, answer));
        }
    }

    private void tell(Audited audited, ContainerRequestContext asked, ContainerResponseContext answer) {
        var outcome = outcome(audited, answer.getStatus());
        if (outcome == null
                || "true".equals(asked.getUriInfo().getQueryParameters().getFirst("dryRun"))) {
            return;
        }
        var entry = AuditEntry.of(audited.action(), audited.category())
                .ended(outcome)
                .why(
                        outcome == AuditEntry.Outcome.DONE
                                ? asked.getUriInfo().getQueryParameters().getFirst("reason")
                                : Problem.codeOf(request))
                .by(new AuditEntry.Traits(asked.getMethod(), Templates.of(request), answer.getStatus()));
        var parameters = asked.getUriInfo().getPathParameters();
        for (var target : audited.targets()) {
            var parts = target.split("=", 2);
            var value = parameters.getFirst(parts[1]);
            if (value != null) {
                entry = parts[0].equals("tenant") ? entry.about(TenantId.parse(value)) : entry.to(parts[0], value);
            }
        }
        if (asked.getMethod().equals("GET") && audited.category() != AuditEntry.Category.EXPORT) {
            audit.made(
                    request,
                    entry,
                    event -> coalescing.firstAtOnce(kind(event), audited.action(), config.reads(), () -> event));
        } else {
            audit.later(request, entry);
        }
    }

    private static Reading kind(AuditEvent event) {
        return new Reading(
                event.getActor().getSubject(),
                event.getTenantId(),
                event.getRequest().getPath());
    }

    /** Null for what is not told: what was not found, or not understood, was not done, and refusals are told elsewhere. */
    private static AuditEntry.@Nullable Outcome outcome(Audited audited, int status) {
        if (status < 400) {
            return status == 304 ? null : AuditEntry.Outcome.DONE;
        }
        if (audited.category() == AuditEntry.Category.PRIVACY) {
            return null;
        }
        return status == 409 || status == 412
                ? AuditEntry.Outcome.REFUSED
                : status >= 500 ? AuditEntry.Outcome.FAILED : null;
    }
}
