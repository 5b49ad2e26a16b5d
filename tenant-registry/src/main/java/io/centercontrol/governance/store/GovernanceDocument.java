package io.centercontrol.governance.store;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Governance as the JSON that is kept of it, now and in its history. Fields are only added, and an added one may be missing. */
record GovernanceDocument(
        @Nullable Long mostTestTenants,
        @Nullable Long mostLiveTenants,
        long defaultMostStores,
        List<String> reservedNames,
        long deletionGraceSeconds,
        long slugCoolDownSeconds,
        long exportRetentionSeconds,
        long tombstoneAfterSeconds,
        String updatedAt,
        @Nullable String defaultPlan,
        @Nullable Long auditRetentionLeastSeconds,
        @Nullable Long auditRetentionMostSeconds) {

    static GovernanceDocument of(Governance governance) {
        var terms = governance.terms();
        return new GovernanceDocument(
                terms.mostTestTenants(),
                terms.mostLiveTenants(),
                terms.defaultMostStores(),
                List.copyOf(terms.reservedNames()),
                terms.deletionGrace().toSeconds(),
                terms.slugCoolDown().toSeconds(),
                terms.exportRetention().toSeconds(),
                terms.tombstoneAfter().toSeconds(),
                governance.updatedAt().toString(),
                terms.defaultPlan(),
                seconds(terms.auditRetentionLeast()),
                seconds(terms.auditRetentionMost()));
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : time.toSeconds();
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    Governance toGovernance(long version) {
        return new Governance(
                new Terms(
                        mostTestTenants,
                        mostLiveTenants,
                        defaultMostStores,
                        Set.copyOf(reservedNames),
                        Duration.ofSeconds(deletionGraceSeconds),
                        Duration.ofSeconds(slugCoolDownSeconds),
                        Duration.ofSeconds(exportRetentionSeconds),
                        Duration.ofSeconds(tombstoneAfterSeconds),
                        defaultPlan,
                        duration(auditRetentionLeastSeconds),
                        duration(auditRetentionMostSeconds)),
                version,
                Instant.parse(updatedAt));
    }
}
