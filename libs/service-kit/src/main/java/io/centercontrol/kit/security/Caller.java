package io.centercontrol.kit.security;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who sends the current request, and what its changes shall be put down to. */
@RequestScoped
public class Caller {
    /** The claim that binds a token of the role tenant-service to one tenant service. */
    public static final String SERVICE_CLAIM = "cc_service";

    /** The claim that binds a token of the role tenant-admin to one tenant: its id. */
    public static final String TENANT_CLAIM = "cc_tenant";

    private static final Pattern CORRELATION_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final SecurityIdentity identity;
    private final RoutingContext request;

    Caller(SecurityIdentity identity, RoutingContext request) {
        this.identity = identity;
        this.request = request;
    }

    /** The holder of the token. */
    public Actor actor() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            String subject = token.getSubject();
            return Actor.user(subject == null ? token.getName() : subject, token.getClaim("preferred_username"));
        }
        return Actor.user(identity.getPrincipal().getName(), null);
    }

    /**
     * Makes sure that a tenant service speaks for itself: its token is bound to one service by the claim {@link
     * #SERVICE_CLAIM}, or its identity by an attribute of that name.
     *
     * @throws ForeignServiceException when it is bound to another one, or to none
     */
    public void mustBe(String service) {
        Object bound = identity.getPrincipal() instanceof JsonWebToken token
                ? token.<Object>getClaim(SERVICE_CLAIM)
                : identity.getAttribute(SERVICE_CLAIM);
        if (bound == null || !bound.toString().equals(service)) {
            throw new ForeignServiceException(service);
        }
    }

    /** The tenant that the token is bound to; null when it is bound to none, or to what is no tenant's id. */
    public @Nullable TenantId boundTenant() {
        if (identity.getPrincipal() instanceof JsonWebToken token && token.getClaim(TENANT_CLAIM) != null) {
            try {
                return TenantId.parse(token.getClaim(TENANT_CLAIM).toString());
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }

    /** Whether the caller has a role. */
    public boolean is(String role) {
        return identity.hasRole(role);
    }

    /** The cause of a change that this request asks for. */
    public Cause because(@Nullable String reason) {
        return new Cause(actor(), reason, correlationId(), null);
    }

    /** The token as it came, to ask another service in the caller's own name. */
    public @Nullable String authorization() {
        return request.request().getHeader("Authorization");
    }

    private @Nullable String correlationId() {
        return correlationId(request.request());
    }

    /** What ties a request to others: X-Correlation-Id when it is well-formed, else the trace id. */
    public static @Nullable String correlationId(HttpServerRequest request) {
        var given = request.getHeader("X-Correlation-Id");
        if (given != null && CORRELATION_ID.matcher(given).matches()) {
            return given;
        }
        var traceparent = request.getHeader("traceparent");
        return traceparent != null && isTraceparent(traceparent) ? traceparent.substring(3, 35) : null;
    }

    /** Whether a header is a traceparent of version 00 (W3C Trace Context). */
    public static boolean isTraceparent(String text) {
        return TRACEPARENT.matcher(text).matches();
    }
}
