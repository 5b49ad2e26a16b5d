package io.centercontrol.flags.serving.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one instance lets those do who follow the definitions. */
@ConfigMapping(prefix = "cc.sync")
interface SyncConfig {
    /** Streams at once. */
    @WithDefault("2000")
    int mostStreams();

    /** A reader that leaves a document lying for so long is disconnected. */
    @WithDefault("10S")
    Duration patience();
}
