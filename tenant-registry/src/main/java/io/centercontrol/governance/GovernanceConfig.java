package io.centercontrol.governance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The terms of the first version. They are read at the platform's first start and never again. */
@ConfigMapping(prefix = "cc.governance.first")
public interface GovernanceConfig {
    /** Most tenants of kind TEST; no limit when missing. */
    Optional<Long> mostTestTenants();

    /** Most tenants of kind LIVE; no limit when missing. */
    Optional<Long> mostLiveTenants();

    /** Most stores of a tenant for which nothing else is said. */
    @WithDefault("10")
    long defaultMostStores();

    /** Slugs that nobody gets. */
    @WithDefault("admin,api,app,apps,assets,auth,billing,blog,cdn,center,center-control,console,control,dashboard,docs,"
            + "download,email,ftp,graphql,help,imap,internal,legal,localhost,login,logout,mail,metrics,news,platform,"
            + "pop,root,security,shop,shops,signup,smtp,sso,static,status,store,stores,support,system,tenant,tenants,"
            + "webhooks,webmail,www")
    Set<String> reservedNames();

    /** From the moment a deletion is scheduled to when it begins. */
    @WithDefault("P30D")
    Duration deletionGrace();

    /** How long the slug of a deleted tenant stays taken. */
    @WithDefault("P90D")
    Duration slugCoolDown();

    /** How long the exports of a deleted tenant are kept. */
    @WithDefault("P90D")
    Duration exportRetention();

    /** How long a deleted tenant's last event stays on the topic. */
    @WithDefault("P30D")
    Duration tombstoneAfter();

    /** Key of the plan of a tenant for which nothing else is said; none when empty. */
    @WithDefault("basic")
    Optional<String> defaultPlan();

    /** The least time for which what is personal in the audit trail may be kept; none when empty. */
    @WithDefault("P30D")
    Optional<Duration> auditRetentionLeast();

    /** The most time for which it may be kept; none when empty. */
    @WithDefault("P3660D")
    Optional<Duration> auditRetentionMost();
}
