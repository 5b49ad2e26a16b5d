package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Cause;
import io.centercontrol.provisioning.progress.TenantServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.schemas.PlatformService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes all that a new tenant service needs before it becomes known: nobody is asked to provision in a service that cannot
 * hear it. Done again, it finishes what was left in the middle; what nobody was shown is replaced.
 */
@ApplicationScoped
public class OnboardTenantService {
    private final TenantServices services;
    private final Credentials credentials;
    private final Broker broker;
    private final CredentialWork work;
    private final Clock clock;

    OnboardTenantService(
            TenantServices services, Credentials credentials, Broker broker, CredentialWork work, Clock clock) {
        this.services = services;
        this.credentials = credentials;
        this.broker = broker;
        this.work = work;
        this.clock = clock;
    }

    /** Who is let in, and why. */
    public record Command(String key, Cause cause) {}

    /** Its first credential; empty when it is known already, can never be, or is one of the platform's own. */
    public Uni<Optional<Issued>> run(Command command) {
        // The platform's own log in by what the platform gives them, and need no topics of a tenant service.
        if (!TenantService.isKey(command.key()) || PlatformService.reporting().contains(command.key())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return services.known()
                .chain(known -> known.byKey().containsKey(command.key())
                        ? Uni.createFrom().item(Optional.empty())
                        : work.alone(command.key(), () -> make(command)).map(Optional::of));
    }

    private Uni<Issued> make(Command command) {
        return broker.makeTopics(command.key())
                .chain(() -> broker.registerSubjects(command.key()))
                .chain(() -> credentials.of(command.key()))
                .chain(unseen -> work.revokeAll(unseen, command.cause()))
                .chain(() -> credentials.begin(command.key(), command.cause(), clock.instant()))
                .chain(work::finish);
    }
}
