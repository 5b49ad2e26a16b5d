package io.centercontrol.flags.changes;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks what has become due. Every instance of this service does; the second at one finds it done. */
@ApplicationScoped
class ChangeWorker {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int AT_ONCE = 20;

    private final Rounds rounds;
    private final DueTimes dueTimes;
    private final AdvanceChanges advanceChanges;

    ChangeWorker(Rounds rounds, DueTimes dueTimes, AdvanceChanges advanceChanges) {
        this.rounds = rounds;
        this.dueTimes = dueTimes;
        this.advanceChanges = advanceChanges;
    }

    void begin(@Observes StartupEvent event) {
        rounds.beginDue(
                "change requests",
                LOOK,
                dueTimes.of("due_at", "change_request"),
                () -> advanceChanges.run(new AdvanceChanges.Command(AT_ONCE)).replaceWith(LOOK));
    }
}
