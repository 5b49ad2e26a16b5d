package io.centercontrol.audit.trail.kafka;

import io.centercontrol.audit.trail.CompareDigests;
import io.centercontrol.audit.trail.HearHappenings;
import io.centercontrol.kit.inbox.BatchInbox;
import io.centercontrol.kit.inbox.Replayable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
    private final CompareDigests compareDigests;

    EntryListener(
            BatchInbox inbox, HappeningCodec codec, HearHappenings hearHappenings, CompareDigests compareDigests) {
        this.inbox = inbox;
        this.codec = codec;
        this.hearHappenings = hearHappenings;
        this.compareDigests = compareDigests;
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
        records.forEach(record -> compareDigests.heardOf(Instant.ofEpochMilli(record.timestamp())));
        return inbox.receive(
                CHANNEL, records, codec::decode, heard -> hearHappenings.run(new HearHappenings.Command(heard)));
    }
}
