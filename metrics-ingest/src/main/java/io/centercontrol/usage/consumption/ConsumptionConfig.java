package io.centercontrol.usage.consumption;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often is told what tenants have used, and for how long it is kept. */
@ConfigMapping(prefix = "cc.consumption")
public interface ConsumptionConfig {
    /** A tenant is told of at most once in this time, but for thresholds. */
    @WithDefault("PT5S")
    Duration pause();

    /** How soon is looked at what was used. */
    @WithDefault("PT0.25S")
    Duration look();

    /** What was used by days and months is kept so long, by whole months. */
    @WithDefault("P100D")
    Duration kept();
}
