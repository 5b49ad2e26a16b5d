package io.centercontrol.kit.security;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * The OIDC issuer's tokens, as Quarkus checks them, but that a token which is no JWT is always a token that is refused: the
 * library fails on some with whatever exception comes first, and a stranger would get a 500 and a stack trace into the log.
 * What fails with a good token, such as an issuer that is out of reach, stays what it is.
 *
 * <p>No alternative of CDI: a service may have mechanisms of its own beside it.
 */
@ApplicationScoped
class TokenMechanism implements HttpAuthenticationMechanism {
    private final OidcAuthenticationMechanism oidc;

    TokenMechanism(OidcAuthenticationMechanism oidc) {
        this.oidc = oidc;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return Uni.createFrom()
                .deferred(() -> oidc.authenticate(context, providers))
                .onFailure(failure -> !(failure instanceof AuthenticationFailedException))
                .transform(failure -> {
                    var token = Credentials.token(context.request().getHeader("Authorization"));
                    return token == null || JwtForm.isGood(token)
                            ? failure
                            : new AuthenticationFailedException("the bearer token is no JWT");
                });
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public int getPriority() {
        // Before the one it asks.
        return oidc.getPriority() + 100;
    }
}
