package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.io.OutputStream;

/**
 * What a tenant service does so that a tenant can be served, and so that it can leave: its rows, its search index, its
 * defaults.
 *
 * <p>Runs in one instance at a time for a tenant, on a virtual thread, and may take minutes: the SDK goes on polling
 * meanwhile. Must be <b>idempotent</b>: after a crash, a rebalance or a lost answer the same call comes again. Must
 * end soon after its thread is interrupted: the SDK interrupts it when another instance takes the tenant over.
 *
 * <p>An exception makes a FAILED report with its message; the platform asks again later, with back-off.
 */
public interface ProvisioningHandler {
    /** Makes what the tenant needs. Asked for until this service has reported a success for the tenant. */
    void provision(Tenant tenant) throws Exception;

    /** Brings what is there in line with the tenant's newer version. */
    void update(Tenant tenant) throws Exception;

    /**
     * Writes all that this service holds of the tenant, in a form that others can read. The tenant is no longer served,
     * and nothing is erased before every service's export was handed over. A service that holds nothing writes nothing.
     *
     * @param to a file of this instance's own that is handed over afterwards; need be neither buffered nor closed
     */
    void export(TenantId tenant, OutputStream to) throws Exception;

    /**
     * Erases all that this service holds of the tenant and says what is left. Returns only when it is gone for good: the
     * answer is signed into the tenant's deletion certificate. There is nothing to fall back on here, so that no service
     * claims an erasure that nobody wrote.
     */
    Erased erase(TenantId tenant) throws Exception;

    /**
     * Erases all that this service holds of a tenant that it serves no more, and says what is left. The tenant lives on: other
     * services serve it, it was not exported for this, and it may come back, when {@link #provision} makes all anew. Asked
     * for only where the platform was told so ({@code whenLeft: ERASE}).
     *
     * <p>Unless a service says otherwise, this is what it does at a deletion.
     */
    default Erased leave(Tenant tenant) throws Exception {
        return erase(tenant.id());
    }
}
