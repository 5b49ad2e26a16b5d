package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kit.Rounds;
import io.centercontrol.provisioning.progress.TenantServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.schemas.PlatformService;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Gives services that were let in by an earlier version what has come since: topics, their subjects, and the rights of each
 * of their credentials. Done once with each start; what is there stays as it is.
 */
@ApplicationScoped
public class CompleteOnboarding {
    private static final Logger LOG = Logger.getLogger(CompleteOnboarding.class);
    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration NEVER = Duration.ofDays(365);

    private final TenantServices services;
    private final Credentials credentials;
    private final Broker broker;
    private final CredentialWork work;
    private final OnboardingConfig config;
    private final Rounds rounds;

    CompleteOnboarding(
            TenantServices services,
            Credentials credentials,
            Broker broker,
            CredentialWork work,
            OnboardingConfig config,
            Rounds rounds) {
        this.services = services;
        this.credentials = credentials;
        this.broker = broker;
        this.work = work;
        this.config = config;
        this.rounds = rounds;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin(
                "what onboarding makes by now", config.completeAfter(), () -> run().map(done -> done ? NEVER : AGAIN));
    }

    /** Never refuses; whether nothing is left to do. */
    public Uni<Boolean> run() {
        return services.known()
                .chain(known -> Multi.createFrom()
                        .iterable(known.byKey().values())
                        .filter(service -> service.retirement() == null
                                && !PlatformService.reporting().contains(service.key()))
                        .onItem()
                        .transformToUniAndConcatenate(this::complete)
                        .collect()
                        .with(Collectors.reducing(true, Boolean::logicalAnd)));
    }

    private Uni<Boolean> complete(TenantService service) {
        var key = service.key();
        return work.alone(
                        key,
                        () -> broker.makeTopics(key)
                                .chain(() -> broker.registerSubjects(key))
                                .chain(() -> credentials.of(key))
                                .chain(all -> Multi.createFrom()
                                        .iterable(all)
                                        .filter(credential -> credential.state() == Credential.State.ACTIVE)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                credential -> broker.entitle(key, credential.user()))
                                        .onItem()
                                        .ignoreAsUni()))
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("%s has not all that onboarding makes by now: %s", key, failure);
                    return false;
                });
    }
}
