package io.centercontrol.audit.trail;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/** Tenants of whom nothing personal may be kept any more. */
public interface Erasures {
    /**
     * Erases what is personal in the entries about a tenant, but who did it; what comes later is not kept. What a legal hold keeps is
     * spared until it does not any more. Joins the transaction.
     */
    Uni<Void> erase(TenantId tenant, String askedBy, Instant now);

    /** How many entries about an erased tenant are as they were, since a legal hold keeps them. */
    Uni<Long> spared(TenantId tenant);

    /**
     * Erases what was spared and no legal hold keeps any more. Joins the transaction, which is behind the fence of {@link Parts#enter}.
     *
     * @return of how many entries
     */
    Uni<Long> eraseSpared();

    /** The certificate of an erasure takes the place of what was erased. Does nothing for a tenant that was not erased here. */
    Uni<Void> certify(TenantId tenant, UUID certificate);
}
