package io.centercontrol.audit.trail.kafka;

import io.centercontrol.audit.trail.HearHappenings;
import io.centercontrol.kit.inbox.BatchInbox;
import io.centercontrol.kit.inbox.Replayable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happened, from all topics that say it. */
@ApplicationScoped
class EntryListener implements Replayable {
    private static final String CHANNEL = "trail";

    private final BatchInbox inbox;
    private final HappeningCodec codec;
    private final HearHappenings hearHappenings;

    EntryListener(BatchInbox inbox, HappeningCodec codec, HearHappenings hearHappenings) {
        this.inbox = inbox;
        this.codec = codec;
        this.hearHappenings = hearHappenings;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Uni<Void> replay(ConsumerRecord<String, byte[]> record) {
        return codec.decode(record).chain(one -> hearHappenings.run(new HearHappenings.Command(List.of(one))));
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.receive(
                CHANNEL, records, codec::decode, heard -> hearHappenings.run(new HearHappenings.Command(heard)));
    }
}
