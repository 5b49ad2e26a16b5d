package io.centercontrol.usage.accept.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import java.util.Collection;

/** Why figures are not told. */
public final class FigureRefusals {
    private FigureRefusals() {}

    /** No such tenant is known here, or it is erased. */
    public static RefusedException noTenant(TenantId tenant) {
        return Refusal.Invalid.of("/tenantId", "UNKNOWN_TENANT", "There is no tenant " + tenant + ".")
                .asException();
    }

    /** Nothing of this name is measured. */
    public static RefusedException noMeter() {
        return Refusal.Invalid.of(
                        "/meter", "UNKNOWN_METER", "There is no such meter; /api/v1/meters has all that there are.")
                .asException();
    }

    /** Who was seen is known by the day alone. */
    public static RefusedException onlyByDay(String meter) {
        return Refusal.Invalid.of(
                        "/window",
                        "ONLY_BY_DAY",
                        "The meter " + meter
                                + " counts different subjects, which are known by days of UTC: ask for DAY or"
                                + " MONTH.")
                .asException();
    }

    /** The meter does not keep that apart. */
    public static RefusedException noGroup(String property, Collection<String> groups) {
        return Refusal.Invalid.of(
                        "/groupBy",
                        "NO_GROUP",
                        "'" + property + "' is no property by which this meter groups; it has "
                                + (groups.isEmpty() ? "none" : String.join(", ", groups)) + ".")
                .asException();
    }
}
