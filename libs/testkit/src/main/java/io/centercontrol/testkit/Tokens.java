package io.centercontrol.testkit;

import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.parts.tokens.TokenIssuer;
import java.time.Clock;
import java.time.Duration;

/** Bearer tokens for tests, good and bad ones. */
public final class Tokens {
    private final TokenIssuer issuer;

    public Tokens(SigningKey key) {
        issuer = new TokenIssuer(key, Clock.systemUTC());
    }

    /** A good token of an hour; the subject is called as the role. */
    public String of(Role role) {
        return issuer.issue(Claims.of(role, role.text()));
    }

    /** A good token of an hour. */
    public String of(Role role, String subject) {
        return issuer.issue(Claims.of(role, subject));
    }

    /** A good token of one tenant service. */
    public String ofTenantService(String key) {
        return issuer.issue(Claims.of(Role.TENANT_SERVICE, key).withTenantService(key));
    }

    /** Any claims, signed with the right key. */
    public String of(Claims claims) {
        return issuer.issue(claims);
    }

    /** Ended an hour ago. */
    public String expired(Role role) {
        return issuer.issue(Claims.of(role, role.text()).withTtl(Duration.ofHours(-1)));
    }

    /** Right, but meant for somebody else. */
    public String foreignAudience(Role role) {
        return issuer.issue(Claims.of(role, role.text()).withAudience("somebody-else"));
    }

    /** From an issuer that the service does not trust, though signed with the right key. */
    public String foreignIssuer(Role role) {
        return issuer.issue(Claims.of(role, role.text()).withIssuer("https://elsewhere.example"));
    }

    /** Signed with a key that nobody knows. */
    public static String foreignKey(Role role) {
        return new TokenIssuer(SigningKey.generate(), Clock.systemUTC()).issue(Claims.of(role, role.text()));
    }
}
