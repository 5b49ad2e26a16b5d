package io.centercontrol.audit.retention;

import io.centercontrol.audit.trail.model.Category;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How long what is personal is kept where nobody set a policy, and how it goes. */
@ConfigMapping(prefix = "cc.retention")
public interface RetentionConfig {
    /** By category. */
    Map<Category, Duration> periods();

    /** How long a hold or a policy waits for the partition that a purge has in hand, before it is refused. */
    @WithDefault("5S")
    Duration patience();

    /** From the start to the first look for what is due. */
    @WithDefault("PT5M")
    Duration firstLook();

    /** How often at least it is looked for what is due. */
    @WithDefault("P1D")
    Duration lookEvery();
}
