package io.centercontrol.tenants;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks again and again for verified domains that are to be checked. */
@ApplicationScoped
class DomainWorker {
    private static final Duration AT_FIRST = Duration.ofSeconds(5);
    private static final Duration MORE = Duration.ofMillis(100);

    private final Rounds rounds;
    private final RecheckDomains recheckDomains;
    private final TenantsConfig config;

    DomainWorker(Rounds rounds, RecheckDomains recheckDomains, TenantsConfig config) {
        this.rounds = rounds;
        this.recheckDomains = recheckDomains;
        this.config = config;
    }

    void begin(@Observes StartupEvent start) {
        rounds.begin(
                "checking domains",
                AT_FIRST,
                () -> recheckDomains
                        .run()
                        .map(more -> more ? MORE : config.domains().lookEvery()));
    }
}
