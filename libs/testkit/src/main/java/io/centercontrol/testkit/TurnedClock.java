package io.centercontrol.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of a service under test: the system's, turned forward by hand. A service's tests produce it as a bean of their
 * own, since a bean must not extend Clock.
 */
public final class TurnedClock extends Clock {
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static final Clock SYSTEM = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    /** Turns it forward. */
    public static void forward(Duration time) {
        AHEAD.updateAndGet(time::plus);
    }

    @Override
    public Instant instant() {
        return SYSTEM.instant().plus(AHEAD.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
