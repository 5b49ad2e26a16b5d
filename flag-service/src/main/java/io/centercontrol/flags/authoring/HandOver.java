package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.Asks.HandedOver;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;

/** Hands over all that is kept of a tenant, as a file. */
public interface HandOver {
    /** Completes when it is taken; fails with the reason when it is not. */
    Uni<HandedOver> run(TenantId tenant, int attempt);
}
