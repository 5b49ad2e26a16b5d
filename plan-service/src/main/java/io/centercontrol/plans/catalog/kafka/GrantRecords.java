package io.centercontrol.plans.catalog.kafka;

import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.Grant;
import io.centercontrol.events.plans.MeterPeriod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Grants as they stand in events, of plans as of entitlements. */
public final class GrantRecords {
    private GrantRecords() {}

    /** Grants in the order of their features' keys, so that the same ones always make the same bytes. */
    public static List<Grant> of(Map<String, io.centercontrol.plans.catalog.model.Grant> grants) {
        return new TreeMap<>(grants)
                .entrySet().stream()
                        .map(entry -> of(entry.getKey(), entry.getValue()))
                        .toList();
    }

    /** One grant. */
    public static Grant of(String feature, io.centercontrol.plans.catalog.model.Grant grant) {
        return switch (grant) {
            case io.centercontrol.plans.catalog.model.Grant.Switch(var on) ->
                new Grant(feature, FeatureKind.SWITCH, on, false, 0L, true, MeterPeriod.NONE);
            case io.centercontrol.plans.catalog.model.Grant.Limit(var most, var hard) ->
                new Grant(feature, FeatureKind.LIMIT, false, most == null, orZero(most), hard, MeterPeriod.NONE);
            case io.centercontrol.plans.catalog.model.Grant.Meter(var amount, var period) ->
                new Grant(
                        feature,
                        FeatureKind.METER,
                        false,
                        amount == null,
                        orZero(amount),
                        true,
                        MeterPeriod.valueOf(period.name()));
        };
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
