package io.centercontrol.audit.trail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Which topics the trail hears, and what they are about. */
@ConfigMapping(prefix = "cc.trail")
public interface TrailConfig {
    /** The topics by their full names, with commas between: every state topic, and cc.audit.v1. A new one is one more of them. */
    String topics();

    /** Topics, without the environment's prefix, whose changes are of the category BILLING; all others' are CHANGE. */
    @WithDefault("cc.plans.v1,cc.entitlements.v1,cc.features.v1,cc.meters.v1")
    Set<String> billing();

    /** How long something may be on its way before it is looked for: between two looks at what an owner says that it has. */
    @WithDefault("10S")
    Duration patience();
}
