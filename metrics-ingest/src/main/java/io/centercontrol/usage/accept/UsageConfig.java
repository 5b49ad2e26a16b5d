package io.centercontrol.usage.accept;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far back is counted, and what is kept for how long. */
@ConfigMapping(prefix = "cc.usage")
public interface UsageConfig {
    /** What happened longer ago is not counted any more; within it an event's id counts once. */
    @WithDefault("P35D")
    Duration open();

    /** Figures are kept so long, by whole months. */
    @WithDefault("P800D")
    Duration kept();

    /** Events that did not count are kept so long, by whole months. */
    @WithDefault("P90D")
    Duration rejectedKept();
}
