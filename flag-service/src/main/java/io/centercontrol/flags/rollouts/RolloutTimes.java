package io.centercontrol.flags.rollouts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How fast rollouts may go, and how often they are looked at. */
@ConfigMapping(prefix = "cc.rollouts")
public interface RolloutTimes {
    /** The least that a step waits for the next one. */
    @WithDefault("PT1M")
    Duration shortestWait();

    /** How often the guards of a rollout that runs are asked. */
    @WithDefault("PT15S")
    Duration look();
}
