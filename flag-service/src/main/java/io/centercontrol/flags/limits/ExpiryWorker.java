package io.centercontrol.flags.limits;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Drives what time alone ends. Every instance of this service works; they pass over what another one holds. */
@ApplicationScoped
class ExpiryWorker {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int AT_ONCE = 100;

    private final Rounds rounds;
    private final DueTimes dueTimes;
    private final ExpireRateLimits expire;

    ExpiryWorker(Rounds rounds, DueTimes dueTimes, ExpireRateLimits expire) {
        this.rounds = rounds;
        this.dueTimes = dueTimes;
        this.expire = expire;
    }

    void begin(@Observes StartupEvent event) {
        rounds.beginDue(
                "expired rate limits",
                LOOK,
                dueTimes.of("expires_at", "rate_limit where not removed"),
                () -> expire.run(new ExpireRateLimits.Command(AT_ONCE))
                        .map(done -> done == AT_ONCE ? Duration.ZERO : LOOK));
    }
}
