package io.centercontrol.audit.retention.http;

import io.centercontrol.audit.retention.model.Days;
import io.centercontrol.audit.retention.model.Periods;
import io.centercontrol.audit.retention.model.Policy;
import io.centercontrol.audit.retention.model.PolicyKey;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A retention policy as clients see it.
 *
 * @param scope platform, or the id of the tenant that the entries are about
 * @param category of the entries; ALL for all of a tenant
 * @param period for how long what is personal is kept, as it was set (ISO 8601)
 * @param effective the same, as far as governance allows
 * @param by the subject of who set it
 */
@Schema(name = "AuditRetentionPolicyView")
record PolicyView(
        String scope,
        String category,
        String period,
        String effective,
        long version,
        String reason,
        String by,
        @Nullable String byName,
        Instant updatedAt) {
    static PolicyView of(Policy policy, Periods periods) {
        var key = policy.key();
        return new PolicyView(
                key.scope(),
                key.category() == null ? PolicyKey.ALL : key.category().name(),
                Days.text(policy.period()),
                Days.text(periods.bounds().within(policy.period())),
                policy.version(),
                policy.reason(),
                policy.by().id(),
                policy.by().name(),
                policy.updatedAt());
    }
}
