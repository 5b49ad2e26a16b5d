package io.centercontrol.provisioning.onboarding.store;

import io.centercontrol.kernel.Actor;
import io.centercontrol.provisioning.onboarding.Credential;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code tenant_service_credential}. */
record CredentialRow(
        String service,
        int no,
        String kafkaUser,
        Credential.State state,
        Instant createdAt,
        Actor createdBy,
        @Nullable String reason) {
    Credential toCredential() {
        return new Credential(service, no, kafkaUser, state, createdAt, createdBy, reason);
    }
}
