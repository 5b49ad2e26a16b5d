package io.centercontrol.flags.changes;

import io.centercontrol.testkit.TurnedClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Takes the place of the system's clock where a test's profile says so: others need the time as it is. */
@Alternative
@ApplicationScoped
class TurnedClockProducer {
    @Produces
    @ApplicationScoped
    Clock clock() {
        return new TurnedClock();
    }
}
