package io.centercontrol.flags.rollouts.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.RolloutState;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.aggregate.VersionView;
import java.util.List;

/**
 * One step in the history of a rollout, as clients see it.
 *
 * @param percent how many it had reached then
 * @param seen for each guard what it saw when this was decided, or last before; empty before the first
 */
record RolloutStepView(
        RolloutState state,
        double percent,
        List<Sighting> seen,
        @JsonUnwrapped VersionView step) {
    static RolloutStepView of(Version<Rollout> step) {
        var rollout = step.state();
        return new RolloutStepView(rollout.state(), rollout.percent(), rollout.seen(), VersionView.of(step));
    }
}
