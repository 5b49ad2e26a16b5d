package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.io.OutputStream;

/** A handler for tests in which nobody is deleted. */
abstract class NeverDeletes implements ProvisioningHandler {
    @Override
    public void export(TenantId tenant, OutputStream to) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Erased erase(TenantId tenant) {
        throw new AssertionError("not asked for");
    }
}
