package io.centercontrol.provisioning.onboarding;

import io.centercontrol.provisioning.progress.TenantServices;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Shows who was given credentials, and whose token a token is. */
@ApplicationScoped
public class FindCredentials {
    private final TenantServices services;
    private final Credentials credentials;

    FindCredentials(TenantServices services, Credentials credentials) {
        this.services = services;
        this.credentials = credentials;
    }

    /** A tenant service's, ordered by number; refused when it is not known. */
    public Uni<List<Credential>> run(String key) {
        return services.get(key).chain(() -> credentials.of(key));
    }

    /** The credential that a bearer token belongs to; empty when it is none, or revoked. */
    public Uni<Optional<Credential>> byToken(String token) {
        return credentials.byToken(Secret.sha256(token));
    }
}
