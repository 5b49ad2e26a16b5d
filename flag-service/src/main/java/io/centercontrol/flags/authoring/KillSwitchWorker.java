package io.centercontrol.flags.authoring;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks what has become due. Every instance of this service does; they pass over what another one holds. */
@ApplicationScoped
class KillSwitchWorker {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int AT_ONCE = 100;

    private final Rounds rounds;
    private final DueTimes dueTimes;
    private final ExpireKillSwitches expire;

    KillSwitchWorker(Rounds rounds, DueTimes dueTimes, ExpireKillSwitches expire) {
        this.rounds = rounds;
        this.dueTimes = dueTimes;
        this.expire = expire;
    }

    void begin(@Observes StartupEvent event) {
        rounds.beginDue(
                "kill switches that expire",
                LOOK,
                dueTimes.of("due_at", "flag"),
                () -> expire.run(new ExpireKillSwitches.Command(AT_ONCE))
                        .map(done -> done == AT_ONCE ? Duration.ZERO : LOOK));
    }
}
