package io.centercontrol.dataplane.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.dataplane.Governance;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns a record of {@code cc.governance.v1} into the limits. */
public final class GovernanceReader {
    private static final String KEY = "platform";

    private final AvroReader<io.centercontrol.events.tenants.Governance> values;

    /** Reads with the schemas of a book. */
    public GovernanceReader(SchemaBook schemas) {
        values = new AvroReader<>(
                schemas,
                io.centercontrol.events.tenants.Governance.class,
                io.centercontrol.events.tenants.Governance.getClassSchema());
    }

    /**
     * What the record says.
     *
     * @throws SchemaMissing when its schema is not known yet
     * @throws Poison when it makes no sense: a platform without limits is none, so a tombstone does not either
     */
    public Governance read(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison {
        byte @Nullable [] key = record.key();
        byte @Nullable [] value = record.value();
        if (key == null || !new String(key, UTF_8).equals(KEY)) {
            throw new Poison("the key is not '" + KEY + "'");
        }
        if (value == null) {
            throw new Poison("the limits cannot be purged");
        }
        var read = values.read(value);
        var version = read.getChange().getVersion();
        if (version < 1) {
            throw new Poison("the version " + version + " is none");
        }
        if (read.getDefaultMostStores() < 0) {
            throw new Poison("a limit of " + read.getDefaultMostStores() + " stores is none");
        }
        return new Governance(version, read.getDefaultMostStores(), read.getUpdatedAt(), read.getDefaultPlan());
    }
}
