package io.centercontrol.provisioning.shares;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks at the fleets twice a second, since a limit is parted wrongly for as long as nobody looks. */
@ApplicationScoped
class ShareWorker {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Rounds rounds;
    private final TellShares tellShares;

    ShareWorker(Rounds rounds, TellShares tellShares) {
        this.rounds = rounds;
        this.tellShares = tellShares;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin("parting rate limits", PERIOD, () -> tellShares.run().replaceWith(PERIOD));
    }
}
