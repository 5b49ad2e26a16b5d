package io.centercontrol.governance;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.Terms;
import io.centercontrol.governance.model.TermsRules;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;

/** The platform starts for the first time: the terms of the configuration become the first version. */
@ApplicationScoped
public class EstablishGovernance {
    private static final Cause CAUSE =
            new Cause(Actor.service("tenant-registry"), "the platform's first start", null, null);

    private final Governances governances;
    private final GovernanceConfig config;
    private final Clock clock;

    EstablishGovernance(Governances governances, GovernanceConfig config, Clock clock) {
        this.governances = governances;
        this.config = config;
        this.clock = clock;
    }

    /** Before the first request comes. */
    void atStart(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent start) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::run);
    }

    /** Establishes; does nothing at every later start, whatever the configuration then says. */
    public Uni<Void> run() {
        var terms = new Terms(
                config.mostTestTenants().orElse(null),
                config.mostLiveTenants().orElse(null),
                config.defaultMostStores(),
                config.reservedNames(),
                config.deletionGrace(),
                config.slugCoolDown(),
                config.exportRetention(),
                config.tombstoneAfter(),
                config.defaultPlan().orElse(null),
                config.auditRetentionLeast().orElse(null),
                config.auditRetentionMost().orElse(null));
        TermsRules.check(terms);
        return governances.begin(Governance.begin(terms, clock.instant()), CAUSE);
    }
}
