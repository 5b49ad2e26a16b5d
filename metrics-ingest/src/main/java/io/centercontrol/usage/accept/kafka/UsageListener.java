package io.centercontrol.usage.accept.kafka;

import io.centercontrol.events.usage.Usage;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.BatchInbox;
import io.centercontrol.kit.inbox.Replayable;
import io.centercontrol.schemas.Contract;
import io.centercontrol.usage.accept.HearUsage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.usage.<service>.v1} what producers of tenant services measured. */
@ApplicationScoped
class UsageListener implements Replayable {
    private static final String CHANNEL = "usage";

    private final BatchInbox inbox;
    private final AvroWire wire;
    private final HearUsage hearUsage;

    UsageListener(BatchInbox inbox, AvroWire wire, HearUsage hearUsage) {
        this.inbox = inbox;
        this.wire = wire;
        this.hearUsage = hearUsage;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Uni<Void> replay(ConsumerRecord<String, byte[]> record) {
        return decode(record).chain(told -> hearUsage.run(new HearUsage.Command(List.of(told))));
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.receive(CHANNEL, records, this::decode, told -> hearUsage.run(new HearUsage.Command(told)));
    }

    private Uni<HearUsage.Told> decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value() == null ? new byte[0] : record.value(), Usage.class)
                .map(usage -> {
                    var service = usage.getSender().getService();
                    if (!record.topic().equals(wire.name(Contract.usage(service)))) {
                        throw new UnreadableException("'" + service + "' must not write to " + record.topic(), null);
                    }
                    return UsageReading.read(usage, Instant.ofEpochMilli(record.timestamp()));
                });
    }
}
