package io.centercontrol.provisioning.onboarding.http;

import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.onboarding.FindCredentials;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells whose token it is; a revoked one is nobody's. */
@ApplicationScoped
class ServiceTokenProvider implements IdentityProvider<ServiceTokenRequest> {
    private final FindCredentials findCredentials;

    ServiceTokenProvider(FindCredentials findCredentials) {
        this.findCredentials = findCredentials;
    }

    @Override
    public Class<ServiceTokenRequest> getRequestType() {
        return ServiceTokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ServiceTokenRequest request, AuthenticationRequestContext context) {
        return findCredentials.byToken(request.token()).map(found -> {
            var credential = found.orElseThrow(() -> new AuthenticationFailedException("no such token"));
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(credential.user()))
                    .addRole(Roles.TENANT_SERVICE)
                    .addAttribute(Caller.SERVICE_CLAIM, credential.service())
                    .build();
        });
    }
}
