package io.centercontrol.kit.trace;

import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Puts into each request's log lines, and into its span, which tenant it is about and what it belongs to. */
final class RequestLogFields {
    private static final Pattern TENANT = Pattern.compile(
            "/(?:tenants|provisionings)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/|$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CORRELATION_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    @ServerRequestFilter
    public void note(ContainerRequestContext request) {
        var tenant = TENANT.matcher(request.getUriInfo().getPath());
        if (tenant.find()) {
            MDC.put(LogFields.TENANT_ID, tenant.group(1));
            Span.current().setAttribute("cc.tenant.id", tenant.group(1));
        }
        var correlationId = request.getHeaderString("X-Correlation-Id");
        if (correlationId != null && CORRELATION_ID.matcher(correlationId).matches()) {
            MDC.put(LogFields.CORRELATION_ID, correlationId);
        }
    }
}
