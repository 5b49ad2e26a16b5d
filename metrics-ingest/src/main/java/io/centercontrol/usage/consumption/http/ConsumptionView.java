package io.centercontrol.usage.consumption.http;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.model.FeatureUse;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has used of one feature.
 *
 * @param kind LIMIT: how many there may be at a time; METER: how much may be used in a period
 * @param period when a meter starts over, in UTC; NONE of a limit
 * @param periodStart when the period began; null of a limit
 * @param periodEnd when it ends; null of a limit
 * @param used how much in the period; of a limit, how many there are
 * @param unlimited whether there is no bound
 * @param most what is granted; null where there is no bound
 * @param hard whether what is more is refused, or only told of
 * @param level the highest of 0, 75, 90 and 100 percent that it has reached
 * @param projected whether more will be used than is granted when the period ends, at its pace so far
 * @param asOf of when the figures are
 */
@Schema(name = "ConsumptionView")
record ConsumptionView(
        UUID tenantId,
        String feature,
        Kind kind,
        Period period,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd,
        long used,
        boolean unlimited,
        @Nullable Long most,
        boolean hard,
        int level,
        boolean projected,
        Instant asOf) {
    static ConsumptionView of(TenantId tenant, FeatureUse use, Instant asOf) {
        var granted = use.granted();
        var window = use.window();
        return new ConsumptionView(
                tenant.value(),
                granted.feature(),
                granted.kind(),
                granted.period(),
                window == null ? null : window.start(),
                window == null ? null : window.end(),
                use.used(),
                granted.unlimited(),
                granted.unlimited() ? null : granted.most(),
                granted.hard(),
                use.level(),
                use.projected(),
                asOf);
    }
}
