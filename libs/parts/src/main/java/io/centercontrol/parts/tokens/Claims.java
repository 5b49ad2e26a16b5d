package io.centercontrol.parts.tokens;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a token says.
 *
 * @param groups roles of the bearer
 * @param ttl how long it holds from now; negative makes an expired one
 * @param more further claims with text values
 */
public record Claims(
        String subject, List<String> groups, String issuer, String audience, Duration ttl, Map<String, String> more) {
    /** Who issues the local stack's tokens. */
    public static final String ISSUER = "https://center-control.local";
    /** Whom they are meant for. */
    public static final String AUDIENCE = "center-control";
    /** Which tenant service a bearer with the role tenant-service is; its token is good for that one alone. */
    public static final String TENANT_SERVICE = "cc_service";

    /** Whose administrator a bearer with the role tenant-admin is: the tenant's id. */
    public static final String TENANT = "cc_tenant";

    public Claims {
        groups = List.copyOf(groups);
        more = Map.copyOf(more);
    }

    /** An hour of one role, as the local stack's own services expect it. */
    public static Claims of(Role role, String subject) {
        return new Claims(subject, List.of(role.text()), ISSUER, AUDIENCE, Duration.ofHours(1), Map.of());
    }

    public Claims withAudience(String audience) {
        return new Claims(subject, groups, issuer, audience, ttl, more);
    }

    public Claims withIssuer(String issuer) {
        return new Claims(subject, groups, issuer, audience, ttl, more);
    }

    public Claims withTtl(Duration ttl) {
        return new Claims(subject, groups, issuer, audience, ttl, more);
    }

    public Claims withTenantService(String key) {
        return new Claims(subject, groups, issuer, audience, ttl, Map.of(TENANT_SERVICE, key));
    }

    public Claims withTenant(String id) {
        return new Claims(subject, groups, issuer, audience, ttl, Map.of(TENANT, id));
    }
}
