package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.trail.ToldCheckpoint;
import io.centercontrol.events.audit.AuditCheckpoint;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.Proofs;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns a record of {@code cc.audit-checkpoints.v1} into a checkpoint as it was told. */
public final class CheckpointReader {
    private static final int MOST_KEYS = 10;

    private final AvroReader<AuditCheckpoint> values;

    /** Reads with the schemas of a book. */
    public CheckpointReader(SchemaBook schemas) {
        values = new AvroReader<>(schemas, AuditCheckpoint.class, AuditCheckpoint.getClassSchema());
    }

    /**
     * What the record says; null when it says nothing.
     *
     * @throws SchemaMissing when its schema is not known yet
     * @throws Poison when it makes no sense
     */
    public @Nullable ToldCheckpoint read(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return null;
        }
        var read = values.read(value);
        if (read.getConsistency().size() > Proofs.LONGEST || read.getKeys().size() > MOST_KEYS) {
            throw new Poison("no proof is so long, and no log has so many keys");
        }
        try {
            return new ToldCheckpoint(
                    read.getOrigin(),
                    read.getNote(),
                    read.getPreviousSize(),
                    read.getConsistency().stream().map(CheckpointReader::hash).toList(),
                    read.getKeys());
        } catch (InvalidFormat e) {
            throw new Poison("its proof is none: " + e.getMessage());
        }
    }

    private static Hash hash(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Hash.of(bytes);
    }
}
