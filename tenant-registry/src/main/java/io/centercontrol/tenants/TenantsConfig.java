package io.centercontrol.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the tenant registry. */
@ConfigMapping(prefix = "cc.tenants")
public interface TenantsConfig {
    /** The domain beneath which each tenant has its subdomain. */
    @WithDefault("shops.localhost")
    String baseDomain();

    /** Values of fields that a registration leaves out. */
    Defaults defaults();

    /** Tenants on their way out. */
    Deletion deletion();

    /** Custom domains. */
    Domains domains();

    /** Tenants on their way out. */
    interface Deletion {
        /** Pause between two looks for deletions that time moves on. */
        @WithDefault("PT1S")
        Duration lookEvery();

        /**
         * How long a TEST tenant's slug stays taken, and its last event on the topic, where governance says longer: nobody's
         * bookmarks and no late reader's copy are at stake.
         */
        @WithDefault("PT5M")
        Duration testCoolDown();
    }

    /** Custom domains. */
    interface Domains {
        /** Pause between two looks for domains that are to be checked. */
        @WithDefault("PT1M")
        Duration lookEvery();

        /** How often a verified domain is checked. */
        @WithDefault("PT6H")
        Duration recheckEvery();

        /** How long the record of a verified domain may be gone before the domain is taken away. */
        @WithDefault("PT72H")
        Duration patience();

        /** The DNS server to ask, as {@code address} or {@code address:port}; the system's own when nothing is set. */
        Optional<String> server();

        /** How long one question may take. */
        @WithDefault("PT3S")
        Duration timeout();
    }

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
