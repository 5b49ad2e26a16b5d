package io.centercontrol.plans;

import io.centercontrol.testkit.TurnedClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Takes the place of the system's clock. */
@ApplicationScoped
class TurnedClockProducer {
    @Produces
    @ApplicationScoped
    Clock clock() {
        return new TurnedClock();
    }
}
