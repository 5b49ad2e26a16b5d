package io.centercontrol.provisioning.onboarding.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.provisioning.onboarding.Credential;
import io.centercontrol.provisioning.onboarding.Issued;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credential as clients see it.
 *
 * @param kafkaUser its user on the broker
 * @param secrets shown by the answer that makes it, and never again
 */
record CredentialView(
        int id,
        String kafkaUser,
        Credential.State state,
        Instant createdAt,
        String createdBy,
        @Nullable String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Secrets secrets) {
    /**
     * What the tenant service logs in with.
     *
     * @param kafkaPassword SCRAM-SHA-512
     * @param token bearer token of the role tenant-service, bound to this service
     * @param registryUser a user that may read the registry's schemas; null where it asks for none
     */
    record Secrets(
            String kafkaPassword,
            String token,
            @Nullable String registryUser,
            @Nullable String registryPassword) {
        @Override
        public String toString() {
            return "Secrets[]";
        }
    }

    static CredentialView of(Credential credential) {
        return of(credential, credential.state(), null);
    }

    static CredentialView of(Issued issued, RegistryReader reader) {
        return of(
                issued.credential(),
                Credential.State.ACTIVE,
                new Secrets(issued.password(), issued.token(), reader.user(), reader.password()));
    }

    private static CredentialView of(Credential credential, Credential.State state, @Nullable Secrets secrets) {
        return new CredentialView(
                credential.no(),
                credential.user(),
                state,
                credential.createdAt(),
                credential.createdBy().id(),
                credential.reason(),
                secrets);
    }
}
