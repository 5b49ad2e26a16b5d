package io.centercontrol.provisioning.progress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How hard provisioning works. */
@ConfigMapping(prefix = "cc.provisioning")
public interface ProvisioningConfig {
    /** Most tenants whose time-outs and retries one round of one instance takes care of. */
    @WithDefault("100")
    int dueBatch();

    /** Most tenants a second that one instance brings to a tenant service that has just become known. */
    @WithDefault("50")
    int backfillPerSecond();
}
