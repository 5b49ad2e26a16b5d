package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.consumption.FeatureUse;
import io.centercontrol.dataplane.consumption.TenantConsumption;
import io.centercontrol.events.Change;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.events.usage.Consumption;
import io.centercontrol.events.usage.FeatureConsumption;
import java.util.ArrayList;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Reads records of {@code cc.consumption.v1}. What is of an unknown kind, or starts over at unknown times, is left out. */
public final class ConsumptionReader extends StateReader<Consumption, TenantConsumption> {
    private final Shared<String> features = new Shared<>();

    /** Reads with what the book knows. */
    public ConsumptionReader(SchemaBook schemas) {
        super(schemas, KeyForm.TENANT_ID, Consumption.class, Consumption.getClassSchema());
    }

    @Override
    String id(Consumption read) {
        return read.getTenantId().toString();
    }

    @Override
    Change change(Consumption read) {
        return read.getChange();
    }

    @Override
    TenantConsumption value(Consumption read) throws Poison {
        var uses = new ArrayList<FeatureUse>(read.getFeatures().size());
        var seen = new HashSet<String>();
        for (var told : read.getFeatures()) {
            var feature = told.getGrant().getFeature();
            if (!seen.add(feature)) {
                throw new Poison("the use of " + feature + " is told twice");
            }
            var use = use(features.of(feature), told);
            if (use != null) {
                uses.add(use);
            }
        }
        return new TenantConsumption(read.getUpdatedAt(), uses);
    }

    private static @Nullable FeatureUse use(String feature, FeatureConsumption told) throws Poison {
        return switch (told.getGrant().getKind()) {
            case UNKNOWN, SWITCH -> null;
            case LIMIT -> FeatureUse.ofLimit(feature, told.getUsed());
            case METER -> told.getGrant().getPeriod() == MeterPeriod.NONE ? null : ofMeter(feature, told);
        };
    }

    private static FeatureUse ofMeter(String feature, FeatureConsumption told) throws Poison {
        var end = told.getPeriodEnd();
        if (end == null) {
            throw new Poison("it is not told when the period of " + feature + " ends");
        }
        var period = told.getGrant().getPeriod() == MeterPeriod.DAY ? Grant.Period.DAY : Grant.Period.MONTH;
        return new FeatureUse(feature, period, end.toEpochMilli(), told.getUsed());
    }
}
