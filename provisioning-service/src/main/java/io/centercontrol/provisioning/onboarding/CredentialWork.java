package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the verbs of onboarding have in common. The broker knows no transaction of ours: so what is wanted is noted first,
 * then done, then noted as done, and whoever comes next finishes what was left in the middle.
 */
@ApplicationScoped
class CredentialWork {
    private final Credentials credentials;
    private final Broker broker;
    private final OnboardingConfig config;
    private final Clock clock;

    CredentialWork(Credentials credentials, Broker broker, OnboardingConfig config, Clock clock) {
        this.credentials = credentials;
        this.broker = broker;
        this.config = config;
        this.clock = clock;
    }

    /** Does the work while nobody else works on the same service's credentials. */
    <T> Uni<T> alone(String service, Supplier<Uni<T>> work) {
        var now = clock.instant();
        return credentials
                .claim(service, now, now.plus(config.unfinishedAfter()))
                .chain(claimed -> {
                    if (!claimed) {
                        throw new Refusal.Conflict(
                                        "ONBOARDING_UNDER_WAY",
                                        "Somebody else works on the credentials of this service; try again in a"
                                                + " moment.",
                                        Map.of())
                                .asException();
                    }
                    return Uni.createFrom()
                            .deferred(work::get)
                            .onItemOrFailure()
                            .call(() -> credentials.release(service));
                });
    }

    /** Puts the secrets of a credential that was begun in place. */
    Uni<Issued> finish(Credential begun) {
        var issued = new Issued(begun, Secret.password(), Secret.token());
        return broker.letIn(begun.service(), begun.user(), issued.password())
                .chain(() -> credentials.activate(begun, Secret.sha256(issued.token())))
                .replaceWith(issued);
    }

    /** Takes a credential away: here first, so that it counts no more whatever the broker does. */
    Uni<Void> revoke(Credential credential, Cause cause) {
        return credentials
                .revoking(credential, cause, clock.instant())
                .chain(() -> broker.shutOut(credential.service(), credential.user()))
                .chain(() -> credentials.revoked(credential, clock.instant()));
    }

    Uni<Void> revokeAll(List<Credential> all, Cause cause) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(credential -> revoke(credential, cause))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
