package io.centercontrol.usage.consumption.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;

/** Why consumption is not told. */
public final class ConsumptionRefusals {
    private ConsumptionRefusals() {}

    /** Nothing was heard of what it is granted, or it is gone. */
    public static RefusedException noTenant(TenantId tenant) {
        return new Refusal.NotFound("TENANT_NOT_FOUND", "There is no tenant " + tenant + ".").asException();
    }
}
