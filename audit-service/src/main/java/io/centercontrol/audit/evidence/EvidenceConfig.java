package io.centercontrol.audit.evidence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is given out at once. */
@ConfigMapping(prefix = "cc.evidence")
public interface EvidenceConfig {
    /** The most entries of a bundle. */
    @WithDefault("20000")
    int most();

    /** How many bundles an instance makes at a time. */
    @WithDefault("2")
    int atOnce();
}
