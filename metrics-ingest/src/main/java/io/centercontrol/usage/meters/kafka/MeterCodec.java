package io.centercontrol.usage.meters.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.usage.MeterAggregation;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.schemas.Contract;
import io.centercontrol.usage.meters.model.Meter;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A change of a meter as the Avro record of {@code cc.meters.v1}. */
@Singleton
class MeterCodec extends AggregateCodec<Meter> {
    MeterCodec(CodecTools tools) {
        super(tools, Contract.METERS);
    }

    @Override
    protected SpecificRecord record(Change what, Meter meter) {
        var measure = meter.measure();
        var terms = meter.terms();
        return io.centercontrol.events.usage.Meter.newBuilder()
                .setChange(what)
                .setKey(meter.key())
                .setName(terms.name())
                .setDescription(terms.description())
                .setEventType(measure.eventType())
                .setAggregation(MeterAggregation.valueOf(measure.aggregation().name()))
                .setValueProperty(measure.valueProperty())
                .setSubjectProperty(measure.subjectProperty())
                .setGroupBy(List.copyOf(terms.groupBy()))
                .setUnit(terms.unit())
                .setCurrency(measure.currency())
                .setCurrencyProperty(measure.currencyProperty())
                .setGrade(MeterGrade.valueOf(measure.grade().name()))
                .setFeature(terms.feature())
                .setArchived(meter.archived())
                .setCreatedAt(meter.createdAt())
                .setUpdatedAt(meter.updatedAt())
                .build();
    }
}
