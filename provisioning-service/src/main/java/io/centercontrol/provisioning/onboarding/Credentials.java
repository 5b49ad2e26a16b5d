package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All credentials of tenant services that are not revoked. Everything joins the transaction that is open, or opens one. */
public interface Credentials {
    /** Takes the right to work on a service's credentials until some time; false when somebody else has it. */
    Uni<Boolean> claim(String service, Instant now, Instant until);

    /** Gives the right back. */
    Uni<Void> release(String service);

    /** A service's, ordered by number. */
    Uni<List<Credential>> of(String service);

    /** The next one of a service, begun. */
    Uni<Credential> begin(String service, Cause cause, Instant now);

    /** Its secrets are in place; {@code tokenSha256} is what is kept of the token. */
    Uni<Void> activate(Credential credential, String tokenSha256);

    /** Its token counts no more. */
    Uni<Void> revoking(Credential credential, Cause cause, Instant now);

    /** The broker knows it no more. */
    Uni<Void> revoked(Credential credential, Instant now);

    /**
     * Those that were left in the middle: begun or being revoked before a time, or of a service that never came to be, or is
     * retired.
     */
    Uni<List<Credential>> unfinished(Instant before);

    /** The active one whose token has this hash. */
    Uni<Optional<Credential>> byToken(String tokenSha256);
}
