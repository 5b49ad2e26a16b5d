package io.centercontrol.audit.trail.kafka;

import io.centercontrol.audit.trail.CompareDigests;
import io.centercontrol.audit.trail.OwnerDigest;
import io.centercontrol.audit.trail.Streams;
import io.centercontrol.events.Digest;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.BatchInbox;
import io.centercontrol.kit.inbox.Replayable;
import io.centercontrol.kit.truth.BucketDigest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what the owners of state topics hold. */
@ApplicationScoped
class DigestListener implements Replayable {
    private static final String CHANNEL = "digests";

    private final BatchInbox inbox;
    private final AvroWire wire;
    private final CompareDigests compareDigests;

    DigestListener(BatchInbox inbox, AvroWire wire, CompareDigests compareDigests) {
        this.inbox = inbox;
        this.wire = wire;
        this.compareDigests = compareDigests;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Uni<Void> replay(ConsumerRecord<String, byte[]> record) {
        return decode(record).invoke(one -> compareDigests.hear(List.of(one))).replaceWithVoid();
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.receive(CHANNEL, records, this::decode, heard -> {
            compareDigests.hear(heard);
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<OwnerDigest> decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value(), Digest.class).map(DigestListener::digest);
    }

    private static OwnerDigest digest(Digest digest) {
        if (digest.getBuckets() != BucketDigest.BUCKETS
                || digest.getBucket() < 0
                || digest.getBucket() >= BucketDigest.BUCKETS) {
            throw new UnreadableException(
                    "there is no bucket %d of %d".formatted(digest.getBucket(), digest.getBuckets()), null);
        }
        return new OwnerDigest(
                new Streams.Bucket(digest.getTopic(), digest.getBucket()),
                digest.getCount(),
                digest.getHash(),
                digest.getHighestVersion(),
                digest.getTakenAt());
    }
}
