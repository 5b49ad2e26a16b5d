package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.digest.OwnerDigest;
import io.centercontrol.dataplane.digest.Tally;
import io.centercontrol.events.Digest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns a record of {@code cc.digests.v1} into a digest. */
public final class DigestReader {
    private final AvroReader<Digest> values;

    /** Reads with the schemas of a book. */
    public DigestReader(SchemaBook schemas) {
        values = new AvroReader<>(schemas, Digest.class, Digest.getClassSchema());
    }

    /**
     * What the record says; null when it says nothing, or counts in another way than we do.
     *
     * @throws SchemaMissing when its schema is not known yet
     * @throws Poison when it makes no sense
     */
    public @Nullable OwnerDigest read(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return null;
        }
        var read = values.read(value);
        if (read.getBuckets() != Buckets.COUNT) {
            return null;
        }
        if (read.getBucket() < 0 || read.getBucket() >= Buckets.COUNT) {
            throw new Poison("there is no bucket " + read.getBucket());
        }
        return new OwnerDigest(
                read.getTopic(),
                read.getBucket(),
                new Tally(read.getCount(), read.getHash(), read.getHighestVersion()),
                read.getTakenAt());
    }
}
