package io.centercontrol.integrations.deliveries.kafka;

import io.centercontrol.integrations.deliveries.HearEvents;
import io.centercontrol.kit.inbox.BatchInbox;
import io.centercontrol.kit.inbox.Replayable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happened, from all state topics. */
@ApplicationScoped
class EventListener implements Replayable {
    private static final String CHANNEL = "events";

    private final BatchInbox inbox;
    private final MessageCodec codec;
    private final HearEvents hearEvents;

    EventListener(BatchInbox inbox, MessageCodec codec, HearEvents hearEvents) {
        this.inbox = inbox;
        this.codec = codec;
        this.hearEvents = hearEvents;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Uni<Void> replay(ConsumerRecord<String, byte[]> record) {
        return codec.decode(record).chain(message -> hearEvents.run(new HearEvents.Command(List.of(message))));
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.receive(
                CHANNEL, records, codec::decode, messages -> hearEvents.run(new HearEvents.Command(messages)));
    }
}
