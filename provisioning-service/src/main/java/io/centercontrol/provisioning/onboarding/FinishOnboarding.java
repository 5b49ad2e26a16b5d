package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Finishes what a crash left in the middle: what was being revoked is, and secrets that nobody was shown go. */
@ApplicationScoped
public class FinishOnboarding {
    private static final Logger LOG = Logger.getLogger(FinishOnboarding.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Cause CAUSE =
            new Cause(Actor.service("provisioning-service"), "It was left unfinished.", null, null);

    private final Credentials credentials;
    private final CredentialWork work;
    private final RemoveTopics removeTopics;
    private final OnboardingConfig config;
    private final Rounds rounds;
    private final Clock clock;

    FinishOnboarding(
            Credentials credentials,
            CredentialWork work,
            RemoveTopics removeTopics,
            OnboardingConfig config,
            Rounds rounds,
            Clock clock) {
        this.credentials = credentials;
        this.work = work;
        this.removeTopics = removeTopics;
        this.config = config;
        this.rounds = rounds;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin("credentials", PAUSE, () -> run().chain(removeTopics::run).replaceWith(PAUSE));
    }

    /** Never refuses; what cannot be finished now is tried again in the next round. */
    public Uni<Void> run() {
        return credentials
                .unfinished(clock.instant().minus(config.unfinishedAfter()))
                .chain(left -> Multi.createFrom()
                        .iterable(left)
                        .onItem()
                        .transformToUniAndConcatenate(credential -> work.alone(
                                        credential.service(), () -> work.revoke(credential, CAUSE))
                                .onFailure()
                                .recoverWithUni(failure -> {
                                    LOG.warnf("%s is not cleared away yet: %s", credential.user(), failure);
                                    return Uni.createFrom().voidItem();
                                }))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }
}
