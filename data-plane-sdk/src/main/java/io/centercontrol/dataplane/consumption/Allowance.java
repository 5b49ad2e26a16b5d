package io.centercontrol.dataplane.consumption;

import io.centercontrol.dataplane.Check;
import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/** Whether more fits into what is granted, by what the platform told and what was used here since. */
public final class Allowance {
    private Allowance() {}

    /**
     * Judges. Of a meter what was used here counts too; of a limit and a switch it is the platform's word alone.
     *
     * @param told null when nothing was told of the tenant
     * @throws IllegalArgumentException when {@code more} is below 0
     */
    public static Check check(
            TenantId tenant,
            Entitlements entitled,
            String feature,
            long more,
            @Nullable TenantConsumption told,
            OwnFigures own,
            long nowMillis) {
        var grant = entitled.find(feature);
        var use = grant == null || told == null ? null : told.find(grant);
        var asOf = use == null || told == null ? null : told.asOf();
        var used = use == null ? 0 : use.usedAt(nowMillis);
        if (grant instanceof Grant.Meter meter) {
            var toldMillis = asOf == null ? OwnFigures.NEVER : asOf.toEpochMilli();
            used = sum(used, own.of(tenant, feature, meter.period(), toldMillis, nowMillis));
        }
        return entitled.check(feature, used, more, asOf);
    }

    /** What is beyond a long is the highest or lowest there is. */
    private static long sum(long one, long other) {
        var sum = one + other;
        if (((one ^ sum) & (other ^ sum)) < 0) {
            return one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
