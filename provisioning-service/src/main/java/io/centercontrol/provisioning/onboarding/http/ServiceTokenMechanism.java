package io.centercontrol.provisioning.onboarding.http;

import io.centercontrol.kit.security.Credentials;
import io.centercontrol.provisioning.onboarding.Secret;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Knows the tokens that onboarding gave out by their beginning, and leaves all others to the OIDC issuer's. */
@ApplicationScoped
class ServiceTokenMechanism implements HttpAuthenticationMechanism {
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var token = Credentials.token(context.request().getHeader("Authorization"));
        return token == null || !token.startsWith(Secret.TOKEN_PREFIX)
                ? Uni.createFrom().nullItem()
                : providers.authenticate(new ServiceTokenRequest(token));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(ServiceTokenRequest.class);
    }

    @Override
    public int getPriority() {
        // Before the OIDC mechanism, which takes every bearer token for one of its own.
        return 2_000;
    }
}
