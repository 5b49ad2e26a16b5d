package io.centercontrol.dataplane;

/**
 * What a tenant service does so that a tenant can be served: its rows, its search index, its defaults.
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
}
