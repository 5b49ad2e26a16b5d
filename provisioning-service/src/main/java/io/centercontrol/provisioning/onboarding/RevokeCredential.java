package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a credential away for good. Done again while the broker does not answer, it goes on where it was. */
@ApplicationScoped
public class RevokeCredential {
    private final Credentials credentials;
    private final CredentialWork work;

    RevokeCredential(Credentials credentials, CredentialWork work) {
        this.credentials = credentials;
        this.work = work;
    }

    /** Which one, and why. */
    public record Command(String key, int no, Cause cause) {}

    /** Refused when there is no such credential, or it is revoked. */
    public Uni<Void> run(Command command) {
        return work.alone(
                command.key(),
                () -> credentials
                        .of(command.key())
                        .map(all -> all.stream()
                                .filter(credential -> credential.no() == command.no())
                                .findFirst()
                                .orElseThrow(() -> new Refusal.NotFound(
                                                "CREDENTIAL_NOT_FOUND", "The tenant service has no such credential.")
                                        .asException()))
                        .chain(credential -> work.revoke(credential, command.cause())));
    }
}
