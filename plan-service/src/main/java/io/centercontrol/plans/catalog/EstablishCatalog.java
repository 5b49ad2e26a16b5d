package io.centercontrol.plans.catalog;

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

/** The platform starts for the first time: there is something on offer. */
@ApplicationScoped
public class EstablishCatalog {
    private static final Cause CAUSE =
            new Cause(Actor.service("plan-service"), "the platform's first start", null, null);

    private final FirstStock stock;
    private final Clock clock;

    EstablishCatalog(FirstStock stock, Clock clock) {
        this.stock = stock;
        this.clock = clock;
    }

    /** Before the first request comes. */
    void atStart(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent start) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::run);
    }

    /** Establishes; does nothing at every later start, whatever has become of the catalog by then. */
    public Uni<Void> run() {
        var first = new FirstCatalog(clock.instant());
        return stock.begin(first.featureChanges(), first.planChanges(), CAUSE);
    }
}
