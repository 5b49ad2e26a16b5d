package io.centercontrol.usage.kpi.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;

/** Why figures of tenants are not told. */
public final class KpiRefusals {
    private KpiRefusals() {}

    /** No such tenant is known here, or it is leaving or erased. */
    public static RefusedException noTenant(TenantId tenant) {
        return new Refusal.NotFound("TENANT_NOT_FOUND", "There is no tenant " + tenant + ".").asException();
    }

    /** Nothing of this name is measured. */
    public static RefusedException noMeter(String key) {
        return Refusal.Invalid.of(
                        "/meter",
                        "UNKNOWN_METER",
                        "There is no meter '" + key + "'; /api/v1/meters has all that there are.")
                .asException();
    }

    /** Amounts of two currencies cannot be held against each other. */
    public static RefusedException whichCurrency() {
        return Refusal.Invalid.of(
                        "/currency",
                        "CURRENCY_REQUIRED",
                        "This meter's amounts are of several currencies: say of which, such as EUR.")
                .asException();
    }

    /** It is no money, or money of another currency. */
    public static RefusedException noCurrency(String meter) {
        return Refusal.Invalid.of(
                        "/currency", "NO_CURRENCY", "The meter " + meter + " has no amounts of this currency.")
                .asException();
    }
}
