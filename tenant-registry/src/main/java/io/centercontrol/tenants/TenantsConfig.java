package io.centercontrol.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the tenant registry. */
@ConfigMapping(prefix = "cc.tenants")
public interface TenantsConfig {
    /** The domain beneath which each tenant has its subdomain. */
    @WithDefault("shops.localhost")
    String baseDomain();

    /** Values of fields that a registration leaves out. */
    Defaults defaults();

    /** Values of fields that a registration leaves out. */
    interface Defaults {
        /** BCP 47 tag. */
        @WithDefault("en-US")
        String locale();

        /** IANA name. */
        @WithDefault("UTC")
        String timeZone();

        /** ISO 4217 code. */
        @WithDefault("USD")
        String currency();

        /** Where the tenant's data is. */
        @WithDefault("local")
        String region();
    }
}
