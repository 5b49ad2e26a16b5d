package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.model.TenantFacts;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;

/** What this service needs to know of tenants; fed by their topic, and by that of their entitlements. */
public interface TenantsView {
    /** Until the transaction ends nobody else hears anything of the tenant, known or not. */
    Uni<Void> alone(TenantId tenant);

    /** Takes over what a tenant event says and keeps its row locked; false when a newer one came before. */
    Uni<Boolean> hear(TenantId tenant, long version, String slug, String name);

    /** Takes over what of a tenant decides which services it goes to; false when that of a newer event came before. */
    Uni<Boolean> hearOwn(TenantId tenant, long version, TenantFacts.Own own);

    /** Takes over that a tenant was purged; false when that is known already. */
    Uni<Boolean> gone(TenantId tenant, long version);

    /** Takes over what a tenant is entitled to; false when something newer came before. */
    Uni<Boolean> hearEntitled(TenantId tenant, long version, TenantFacts.Entitled entitled);

    /** Takes over that nothing is said of its entitlements any more; false when that is known already. */
    Uni<Boolean> entitledNoMore(TenantId tenant, long version);

    /** What is known of tenants, as new as they are known here at all; one of whom nothing is known is left out. */
    Uni<Map<TenantId, TenantFacts>> facts(Collection<TenantId> tenants);
}
