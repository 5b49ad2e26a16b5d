package io.centercontrol.flags.use;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far back is looked, and what is kept for how long. */
@ConfigMapping(prefix = "cc.flags.use")
public interface UseConfig {
    /** A flag that is not asked for, or gives one and the same, for so long is needed no more. */
    @WithDefault("P14D")
    Duration quiet();

    /** What was asked for is counted so far back. */
    @WithDefault("P90D")
    Duration kept();

    /** By the hour so far back, and before by the day. */
    @WithDefault("P3D")
    Duration hoursKept();

    /** Services' minutes are kept so long. */
    @WithDefault("P14D")
    Duration minutesKept();
}
