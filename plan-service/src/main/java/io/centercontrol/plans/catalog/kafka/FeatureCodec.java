package io.centercontrol.plans.catalog.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;

/** A change of a feature as the Avro record of {@code cc.features.v1}. */
@Singleton
class FeatureCodec extends AggregateCodec<FeatureEntry> {
    FeatureCodec(CodecTools tools) {
        super(tools, Contract.FEATURES);
    }

    @Override
    protected SpecificRecord record(Change what, FeatureEntry entry) {
        var feature = entry.feature();
        return io.centercontrol.events.plans.Feature.newBuilder()
                .setChange(what)
                .setKey(feature.key())
                .setName(feature.name())
                .setKind(FeatureKind.valueOf(feature.kind().name()))
                .setUnit(feature.unit())
                .setDeprecated(feature.deprecated())
                .setUpdatedAt(entry.updatedAt())
                .build();
    }
}
