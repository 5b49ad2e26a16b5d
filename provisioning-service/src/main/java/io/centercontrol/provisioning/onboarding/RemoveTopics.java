package io.centercontrol.provisioning.onboarding;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.provisioning.progress.TenantServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Time has passed since tenant services were retired: what they said is of no use any more, and their topics go. */
@ApplicationScoped
class RemoveTopics {
    private static final Logger LOG = Logger.getLogger(RemoveTopics.class);
    private static final Cause CAUSE =
            new Cause(Actor.service("provisioning-service"), "Its topics were kept for long enough.", null, null);

    private final TenantServices services;
    private final Broker broker;
    private final OnboardingConfig config;
    private final Clock clock;

    RemoveTopics(TenantServices services, Broker broker, OnboardingConfig config, Clock clock) {
        this.services = services;
        this.broker = broker;
        this.config = config;
        this.clock = clock;
    }

    /** Never refuses; what the broker does not do now is tried again in the next round. */
    Uni<Void> run() {
        var before = clock.instant().minus(config.topicsKept());
        return services.known()
                .chain(known -> Multi.createFrom()
                        .iterable(known.byKey().values())
                        .filter(service -> isDue(service, before))
                        .onItem()
                        .transformToUniAndConcatenate(this::remove)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private static boolean isDue(TenantService service, Instant before) {
        var retirement = service.retirement();
        return retirement != null
                && retirement.topicsRemovedAt() == null
                && retirement.at().isBefore(before);
    }

    private Uni<Void> remove(TenantService service) {
        return broker.removeTopics(service.key())
                .chain(() -> services.change(service.key(), null, CAUSE, found -> found.topicsRemoved(clock.instant())))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("the topics of %s are not removed yet: %s", service.key(), failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
