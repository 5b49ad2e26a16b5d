package io.centercontrol.flags.serving.ofrep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one instance lets OFREP's clients do. */
@ConfigMapping(prefix = "cc.ofrep")
interface OfrepConfig {
    /** Questions a second with one key. */
    @WithDefault("10000")
    int perKeyPerSecond();

    /** Event streams at once. */
    @WithDefault("2000")
    int mostStreams();

    /** Something is sent on every stream at least so often, so that a dead connection is noticed. */
    @WithDefault("15S")
    Duration heartbeat();

    /** A reader that leaves news lying for so long is disconnected. */
    @WithDefault("10S")
    Duration patience();
}
