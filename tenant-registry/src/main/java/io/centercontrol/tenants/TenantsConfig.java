package io.centercontrol.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Settings of the tenant registry. */
@ConfigMapping(prefix = "cc.tenants")
public interface TenantsConfig {
    /** The domain beneath which each tenant has its subdomain. */
    @WithDefault("shops.localhost")
    String baseDomain();

    /** Slugs that nobody gets. */
    @WithDefault("admin,api,app,apps,assets,auth,billing,blog,cdn,center,center-control,console,control,dashboard,docs,"
            + "download,email,ftp,graphql,help,imap,internal,legal,localhost,login,logout,mail,metrics,news,platform,"
            + "pop,root,security,shop,shops,signup,smtp,sso,static,status,store,stores,support,system,tenant,tenants,"
            + "webhooks,webmail,www")
    Set<String> reservedSlugs();

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
