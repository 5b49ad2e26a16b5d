package io.centercontrol.flags.serving.ofrep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How much one instance lets OFREP's clients do. */
@ConfigMapping(prefix = "cc.ofrep")
interface OfrepConfig {
    /** Whose pages a browser lets ask, such as {@code https://shop.example}; {@code *} for everybody's; nobody's unless said. */
    Optional<List<String>> origins();

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
