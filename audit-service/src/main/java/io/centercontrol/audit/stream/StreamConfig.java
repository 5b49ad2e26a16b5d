package io.centercontrol.audit.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How streams are sent. */
@ConfigMapping(prefix = "cc.stream")
public interface StreamConfig {
    /** How many entries are one batch. */
    @WithDefault("100")
    int batch();

    /** How long a stream is leased to who sends it: for so long it rests when that one has died. */
    @WithDefault("PT1M")
    Duration lease();

    /** How many streams there may be. */
    @WithDefault("50")
    int most();

    /** To how many one instance sends at the same time. */
    @WithDefault("16")
    int atOnce();

    /** How long a syslog receiver may take for one batch, from the connection to the end. */
    @WithDefault("PT20S")
    Duration patience();
}
