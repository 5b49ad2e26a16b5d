package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.RolloutState;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Someone looks at a rollout. */
@ApplicationScoped
public class ShowRollout {
    private final Rollouts rollouts;
    private final GuardMeasures guards;
    private final Clock clock;

    ShowRollout(Rollouts rollouts, GuardMeasures guards, Clock clock) {
        this.rollouts = rollouts;
        this.guards = guards;
        this.clock = clock;
    }

    /** Which one. */
    public record Command(UUID id) {}

    /**
     * It, and what its guards see.
     *
     * @param seen at this moment of one that runs; of any other when something was decided last
     */
    public record Outcome(Rollout rollout, List<Sighting> seen) {}

    /** As it stands; refuses when there is none. */
    public Uni<Outcome> run(Command command) {
        return rollouts.get(command.id())
                .chain(rollout -> rollout.state() == RolloutState.RUNNING
                        ? guards.now(rollout, clock.instant()).map(seen -> new Outcome(rollout, seen))
                        : Uni.createFrom().item(new Outcome(rollout, rollout.seen())));
    }
}
