package io.centercontrol.chaos.observe;

import io.centercontrol.schemas.Contract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state topic, where its owner keeps what is said there, and what the instances call their copy of it.
 *
 * @param rows SQL: id, version, event of each aggregate as it stands
 * @param past SQL: id, version, event, reason of each version there ever was
 * @param copy null for what nobody keeps a copy of
 */
record Source(
        Contract.Topic topic,
        String database,
        String rows,
        String past,
        @Nullable String copy) {
    /** Tenants are compared in their content too. */
    static final Source TENANTS = new Source(
            Contract.TENANTS,
            "tenant_registry",
            "select id::text, version, event_id, document from tenant",
            "select id::text, version, event_id, cause ->> 'reason', document from tenant_history order by id, version",
            "tenants");

    static final List<Source> ALL = List.of(
            TENANTS,
            ofDocuments(Contract.ENTITLEMENTS, "plan_service", "subscription", "entitlements"),
            ofDocuments(Contract.FLAGS, "flag_service", "flag", "flags"),
            ofDocuments(Contract.LIMITS, "flag_service", "rate_limit", "limits"),
            ofDocuments(Contract.PROVISIONING, "provisioning_service", "provisioning", null));

    boolean isTenants() {
        return topic.equals(Contract.TENANTS);
    }

    private static Source ofDocuments(Contract.Topic topic, String database, String table, @Nullable String copy) {
        return new Source(
                topic,
                database,
                "select id::text, version, event_id from " + table,
                "select id::text, version, event_id, cause ->> 'reason' from " + table
                        + "_history order by id, version",
                copy);
    }
}
