package io.centercontrol.usage.meters;

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

/** The platform starts for the first time: the usual is measured. */
@ApplicationScoped
public class EstablishMeters {
    private static final Cause CAUSE =
            new Cause(Actor.service("metrics-ingest"), "the platform's first start", null, null);

    private final Meters meters;
    private final Clock clock;

    EstablishMeters(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Before the first request comes. */
    void atStart(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent start) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::run);
    }

    /** Establishes; does nothing at every later start, whatever has become of the meters by then. */
    public Uni<Void> run() {
        return meters.begin(FirstMeters.at(clock.instant()), CAUSE);
    }
}
