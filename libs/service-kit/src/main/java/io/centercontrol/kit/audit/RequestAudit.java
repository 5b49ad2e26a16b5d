package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.gate.GateOrder;
import io.centercontrol.kit.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at how each request ends, whoever answers it, and tells of those that were not let in. What has no good token comes in
 * floods and is counted; who has one and lacks a right is told at once, and counted while it goes on.
 */
@Singleton
class RequestAudit {
    private static final String DENIED = "access.denied";
    private static final Pattern TENANT = Pattern.compile(
            "/(?:tenants|provisionings)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/|$)",
            Pattern.CASE_INSENSITIVE);

    private final Audit audit;
    private final Strangers strangers;
    private final AuditConfig config;
    private final Coalescing coalescing;
    private final Passages passages;

    RequestAudit(Audit audit, Strangers strangers, AuditConfig config, Coalescing coalescing, Passages passages) {
        this.audit = audit;
        this.strangers = strangers;
        this.config = config;
        this.coalescing = coalescing;
        this.passages = passages;
    }

    /** What refusals for want of a right have in common. */
    private record Denied(
            @Nullable String subject,
            String method,
            String path,
            @Nullable UUID tenant,
            @Nullable String code) {}

    void register(@Observes Filters filters) {
        filters.register(this::watch, GateOrder.WATCH.priority());
    }

    private void watch(RoutingContext context) {
        context.addHeadersEndHandler(written -> ended(context));
        context.next();
    }

    private void ended(RoutingContext context) {
        var status = context.response().getStatusCode();
        if (status == 401 && !Passages.isPassedOn(context)) {
            strangers.refused(context, code(context));
        } else if (status == 403 && !Passages.isPassedOn(context)) {
            denied(context);
        } else if (status == 200) {
            var own = passages.own(context);
            if (own != null) {
                audit.made(
                        context,
                        entry(context, "list.taken", AuditEntry.Category.EXPORT, status),
                        event -> passages.note(own, () -> event));
            }
        }
    }

    private void denied(RoutingContext context) {
        var entry = entry(context, DENIED, AuditEntry.Category.ACCESS, 403)
                .ended(AuditEntry.Outcome.REFUSED)
                .why(code(context));
        audit.made(
                context, entry, event -> coalescing.firstAtOnce(kind(event), DENIED, config.refusals(), () -> event));
    }

    private static Denied kind(AuditEvent event) {
        return new Denied(
                event.getActor().getSubject(),
                event.getRequest().getMethod(),
                event.getRequest().getPath(),
                event.getTenantId(),
                event.getReason());
    }

    /** An entry of a request, about the tenant that its path names. */
    static AuditEntry entry(RoutingContext context, String action, AuditEntry.Category category, int status) {
        var entry = AuditEntry.of(action, category)
                .by(new AuditEntry.Traits(context.request().method().name(), Templates.of(context), status));
        var path = context.request().path();
        var tenant = path == null ? null : TENANT.matcher(path);
        return tenant != null && tenant.find() ? entry.about(TenantId.parse(tenant.group(1))) : entry;
    }

    /** The problem's code; where an answer of another form was given, what its challenge says. */
    private static String code(RoutingContext context) {
        var code = Problem.codeOf(context);
        if (code != null) {
            return code;
        }
        var challenge = context.response().headers().get("WWW-Authenticate");
        if (context.response().getStatusCode() == 403) {
            return challenge != null && challenge.contains("insufficient_scope") ? "ROLE_REQUIRED" : "FORBIDDEN";
        }
        return challenge != null && challenge.contains("invalid_token") ? "TOKEN_INVALID" : "TOKEN_REQUIRED";
    }
}
