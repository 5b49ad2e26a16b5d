package io.centercontrol.audit.trail;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/** Tenants of whom nothing personal may be kept any more. */
public interface Erasures {
    /** Erases what is personal in the entries about a tenant, but who did it; what comes later is not kept. Joins the transaction. */
    Uni<Void> erase(TenantId tenant, String askedBy, Instant now);

    /** The certificate of an erasure takes the place of what was erased. Does nothing for a tenant that was not erased here. */
    Uni<Void> certify(TenantId tenant, UUID certificate);
}
