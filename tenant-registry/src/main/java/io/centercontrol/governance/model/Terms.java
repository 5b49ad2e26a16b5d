package io.centercontrol.governance.model;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an admin sets. Holds what it is given; {@link TermsRules} says what is valid.
 *
 * @param mostTestTenants most tenants of kind TEST that may exist; null for no limit
 * @param mostLiveTenants most tenants of kind LIVE that may exist; null for no limit
 * @param defaultMostStores most stores of a tenant for which nothing else is said
 * @param reservedNames slugs that nobody gets, sorted
 * @param deletionGrace from the moment a deletion is scheduled to when it begins
 * @param slugCoolDown how long the slug of a deleted tenant stays taken
 * @param exportRetention how long the exports of a deleted tenant are kept
 * @param tombstoneAfter how long a deleted tenant's last event stays on the topic
 * @param defaultPlan key of the plan of a tenant for which nothing else is said; null for none
 * @param auditRetentionLeast the least time for which what is personal in the audit trail may be kept; null for none
 * @param auditRetentionMost the most time for which it may be kept; null for none
 */
public record Terms(
        @Nullable Long mostTestTenants,
        @Nullable Long mostLiveTenants,
        long defaultMostStores,
        Set<String> reservedNames,
        Duration deletionGrace,
        Duration slugCoolDown,
        Duration exportRetention,
        Duration tombstoneAfter,
        @Nullable String defaultPlan,
        @Nullable Duration auditRetentionLeast,
        @Nullable Duration auditRetentionMost) {
    public Terms {
        reservedNames = sorted(reservedNames);
    }

    private static Set<String> sorted(Collection<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }
}
