package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A set of secrets that a tenant service logs in with; the secrets themselves are nowhere here.
 *
 * @param no numbers a service's credentials, from 1; never given twice
 * @param user on the broker
 */
public record Credential(
        String service,
        int no,
        String user,
        State state,
        Instant createdAt,
        Actor createdBy,
        @Nullable String reason) {
    /** Where it stands between this database and the broker. */
    public enum State {
        /** Begun; nobody knows its secrets yet. */
        MAKING,
        ACTIVE,
        /** Its token counts no more; the broker has not confirmed yet. */
        REVOKING
    }
}
