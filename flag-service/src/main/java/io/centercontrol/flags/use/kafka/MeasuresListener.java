package io.centercontrol.flags.use.kafka;

import io.centercontrol.events.dataplane.Measures;
import io.centercontrol.flags.use.HearMeasures;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.schemas.Contract;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.measures.<service>.v1} what instances of tenant services were asked for. */
@ApplicationScoped
class MeasuresListener extends Listener<HearMeasures.Command> {
    private static final String CHANNEL = "measures";

    private final AvroWire wire;
    private final HearMeasures hearMeasures;

    MeasuresListener(AvroWire wire, HearMeasures hearMeasures) {
        this.wire = wire;
        this.hearMeasures = hearMeasures;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Uni<HearMeasures.Command> decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value() == null ? new byte[0] : record.value(), Measures.class)
                .map(measures -> {
                    var service = measures.getSender().getService();
                    if (!record.topic().equals(wire.name(Contract.measures(service)))) {
                        throw new UnreadableException("'" + service + "' must not write to " + record.topic(), null);
                    }
                    return MeasuresReading.read(measures, Instant.ofEpochMilli(record.timestamp()));
                });
    }

    @Override
    protected Uni<?> apply(HearMeasures.Command command) {
        return hearMeasures.run(command);
    }
}
