package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.provisioning.progress.TenantServices;
import io.centercontrol.schemas.PlatformService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/**
 * Gives a tenant service a further credential, so that it changes over without a gap: give the second, change over, revoke
 * the first. Begun within the caller's transaction, finished after it.
 */
@ApplicationScoped
public class IssueCredential {
    private static final int MOST = 2;

    private final TenantServices services;
    private final Credentials credentials;
    private final CredentialWork work;
    private final Clock clock;

    IssueCredential(TenantServices services, Credentials credentials, CredentialWork work, Clock clock) {
        this.services = services;
        this.credentials = credentials;
        this.work = work;
        this.clock = clock;
    }

    /** Who is given one, and why. */
    public record Command(String key, Cause cause) {}

    /** Notes that there shall be one more; refused when the service is not known, is retired, has two, or is one of the platform's own. */
    public Uni<Credential> begin(Command command) {
        if (PlatformService.reporting().contains(command.key())) {
            throw new Refusal.Conflict(
                            "PLATFORM_SERVICE",
                            "'" + command.key() + "' is a service of the platform itself. It logs in as that, and no"
                                    + " credential is given out in its name.",
                            Map.of("service", command.key()))
                    .asException();
        }
        return services.get(command.key())
                .invoke(kept -> kept.state().checkServing())
                .chain(() -> credentials.of(command.key()))
                .chain(there -> {
                    if (there.size() >= MOST) {
                        throw new Refusal.Conflict(
                                        "TOO_MANY_CREDENTIALS",
                                        "A tenant service has two credentials at most; revoke one of them first.",
                                        Map.of(
                                                "credentials",
                                                there.stream()
                                                        .map(Credential::no)
                                                        .toList()))
                                .asException();
                    }
                    return credentials.begin(command.key(), command.cause(), clock.instant());
                });
    }

    /** Puts its secrets in place; they are shown once. */
    public Uni<Issued> finish(Credential begun) {
        return work.alone(begun.service(), () -> work.finish(begun));
    }
}
