package io.centercontrol.kit.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The clock of a running service. A test replaces the bean. */
@ApplicationScoped
public class SystemClock {
    /** UTC in whole microseconds: what PostgreSQL and Avro keep, so that a value reads back as it was written. */
    @Produces
    @DefaultBean
    @ApplicationScoped
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
