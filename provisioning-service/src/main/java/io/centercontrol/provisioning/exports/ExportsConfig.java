package io.centercontrol.provisioning.exports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How exports are taken and kept. */
@ConfigMapping(prefix = "cc.exports")
public interface ExportsConfig {
    /** Largest export in bytes; the REST door refuses more. */
    @WithDefault("1073741824")
    long mostBytes();

    /** Most exports that one instance takes at a time; each holds a thread, and no connection while it waits. */
    @WithDefault("8")
    int mostUploads();

    /** How long exports of an erased tenant are kept as long as governance has not said so. */
    @WithDefault("90d")
    Duration retention();

    /** Silence after which an upload that did not end is given up. */
    @WithDefault("15m")
    Duration abandonedAfter();

    /** How often what is over is removed. */
    @WithDefault("1m")
    Duration purgeEvery();
}
