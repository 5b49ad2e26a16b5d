package io.centercontrol.usage.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one instance takes in by HTTP. */
@ConfigMapping(prefix = "cc.events")
public interface IntakeConfig {
    /** Requests a second with one key. */
    @WithDefault("1000")
    int perKeyPerSecond();

    /** Bytes that may wait for the brokers at once; whoever comes then is told to come again. */
    @WithDefault("33554432")
    long mostWaiting();
}
