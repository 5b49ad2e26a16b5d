package io.centercontrol.provisioning.progress;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Drives what time alone moves: time-outs, retries, and tenants that a new tenant service has not been asked for. Every
 * instance of this service works; they pass over what another one holds.
 */
@ApplicationScoped
class ProvisioningWorker {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Rounds rounds;
    private final DueTimes dueTimes;
    private final MoveOn moveOn;
    private final FollowServices followServices;
    private final ProvisioningConfig config;

    ProvisioningWorker(
            Rounds rounds, DueTimes dueTimes, MoveOn moveOn, FollowServices followServices, ProvisioningConfig config) {
        this.rounds = rounds;
        this.dueTimes = dueTimes;
        this.moveOn = moveOn;
        this.followServices = followServices;
        this.config = config;
    }

    void begin(@Observes StartupEvent event) {
        var most = config.dueBatch();
        var few =
                new FollowServices.Command(Math.max(1, (int) (config.backfillPerSecond() * PAUSE.toMillis() / 1_000)));
        rounds.beginDue(
                "time-outs and retries",
                PAUSE,
                dueTimes.of("due_at", "provisioning"),
                () -> moveOn.run(new MoveOn.Command(most)).map(moved -> moved == most ? Duration.ZERO : PAUSE));
        rounds.beginDue(
                "new tenant services",
                PAUSE,
                DueTimes::never,
                () -> followServices.run(few).map(this::again));
    }

    private Duration again(int followed) {
        if (followed > 0) {
            rounds.stir();
        }
        return PAUSE;
    }
}
