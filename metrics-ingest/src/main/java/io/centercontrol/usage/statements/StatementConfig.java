package io.centercontrol.usage.statements;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When statements are closed. */
@ConfigMapping(prefix = "cc.statements")
public interface StatementConfig {
    /** So long after its end a period is closed; what comes later is an adjustment of the next statement. */
    @WithDefault("PT24H")
    Duration delay();

    /** How soon after a change is looked at whether a period is to be closed. */
    @WithDefault("PT1S")
    Duration look();

    /** Most statements that an instance closes at the same time. */
    @WithDefault("2")
    int atOnce();
}
