package io.centercontrol.kit.provision;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;

/** The verb of each hall that keeps something of tenants: one is erased, and the hall forgets it. */
public interface ErasesTenant {
    /** Which tenant, and on whose word. */
    record Command(TenantId tenant, Cause cause) {}

    /** Never refuses, and does nothing the second time. Joins the transaction that is open. */
    Uni<Void> run(Command command);
}
