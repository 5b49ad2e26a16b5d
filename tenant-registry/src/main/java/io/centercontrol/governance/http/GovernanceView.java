package io.centercontrol.governance.http;

import io.centercontrol.governance.Standing;
import io.centercontrol.governance.model.Days;
import io.centercontrol.governance.model.TenantNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Governance as clients see it; lengths of time in ISO 8601.
 *
 * @param existing tenants that count against the limits; may be more than the limits
 * @param eventId the event that told of this version
 */
record GovernanceView(
        @Nullable Long mostTestTenants,
        @Nullable Long mostLiveTenants,
        long defaultMostStores,
        Set<String> reservedNames,
        String deletionGrace,
        String slugCoolDown,
        String exportRetention,
        String tombstoneAfter,
        @Nullable String defaultPlan,
        @Nullable String auditRetentionLeast,
        @Nullable String auditRetentionMost,
        TenantNumbers existing,
        long version,
        Instant updatedAt,
        UUID eventId) {

    private static @Nullable String text(@Nullable Duration time) {
        return time == null ? null : Days.text(time);
    }

    static GovernanceView of(Standing standing) {
        var governance = standing.governance().state();
        var terms = governance.terms();
        return new GovernanceView(
                terms.mostTestTenants(),
                terms.mostLiveTenants(),
                terms.defaultMostStores(),
                terms.reservedNames(),
                Days.text(terms.deletionGrace()),
                Days.text(terms.slugCoolDown()),
                Days.text(terms.exportRetention()),
                Days.text(terms.tombstoneAfter()),
                terms.defaultPlan(),
                text(terms.auditRetentionLeast()),
                text(terms.auditRetentionMost()),
                standing.existing(),
                governance.version(),
                governance.updatedAt(),
                standing.governance().eventId());
    }
}
