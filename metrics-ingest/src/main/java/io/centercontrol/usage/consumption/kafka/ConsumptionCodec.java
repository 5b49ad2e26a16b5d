package io.centercontrol.usage.consumption.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.usage.ConsumptionThreshold;
import io.centercontrol.events.usage.FeatureConsumption;
import io.centercontrol.events.usage.ReachedThreshold;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.schemas.Contract;
import io.centercontrol.usage.consumption.model.Consumption;
import io.centercontrol.usage.consumption.model.FeatureUse;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;

/** What a tenant has used as the Avro record of {@code cc.consumption.v1}. */
@Singleton
class ConsumptionCodec extends AggregateCodec<Consumption> {
    ConsumptionCodec(CodecTools tools) {
        super(tools, Contract.CONSUMPTION);
    }

    @Override
    protected SpecificRecord record(Change what, Consumption consumption) {
        return io.centercontrol.events.usage.Consumption.newBuilder()
                .setChange(what)
                .setTenantId(consumption.tenant().value())
                .setFeatures(consumption.features().stream()
                        .map(ConsumptionCodec::feature)
                        .toList())
                .setReached(consumption.reached().stream()
                        .map(reached -> new ReachedThreshold(
                                reached.feature(),
                                ConsumptionThreshold.valueOf(reached.threshold().name())))
                        .toList())
                .setUpdatedAt(consumption.updatedAt())
                .build();
    }

    private static FeatureConsumption feature(FeatureUse use) {
        var window = use.window();
        return FeatureConsumption.newBuilder()
                .setGrant(GrantReading.written(use.granted()))
                .setPeriodStart(window == null ? null : window.start())
                .setPeriodEnd(window == null ? null : window.end())
                .setUsed(use.used())
                .setLevel(use.level())
                .setProjected(use.projected())
                .build();
    }

    @Override
    protected String erased() {
        return "consumption.erased";
    }

    @Override
    protected TenantId tenant(Consumption consumption) {
        return consumption.tenant();
    }
}
