package io.centercontrol.dataplane.wire;

import io.centercontrol.events.Change;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one state topic, and tells those that make no sense.
 *
 * @param <E> the event as it is on the wire
 * @param <V> what is kept of it
 */
public abstract class StateReader<E extends SpecificRecord, V> {
    private final KeyForm keys;
    private final AvroReader<E> values;

    StateReader(SchemaBook schemas, KeyForm keys, Class<E> type, Schema schema) {
        this.keys = keys;
        this.values = new AvroReader<>(schemas, type, schema);
    }

    /** What the topic's keys are. */
    public KeyForm keys() {
        return keys;
    }

    /**
     * What the record says.
     *
     * @throws SchemaMissing when its schema is not known yet
     * @throws Poison when it makes no sense, or contradicts itself
     */
    public StateRecord<V> read(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison {
        return read(keys.id(record), KeyForm.version(record), record.value());
    }

    /**
     * What a record says whose key and headers were read before.
     *
     * @param version of the header; null when there is none
     * @param value null for a purge
     * @throws SchemaMissing when its schema is not known yet
     * @throws Poison when it makes no sense, or contradicts itself
     */
    public StateRecord<V> read(String id, @Nullable Long version, byte @Nullable [] value)
            throws SchemaMissing, Poison {
        if (value == null) {
            return new StateRecord.Purge<>(id, version);
        }
        var state = state(value);
        if (!state.id().equals(id)) {
            throw new Poison("the value is of " + state.id() + ", the key says " + id);
        }
        if (version != null && version != state.version()) {
            throw new Poison("the header version says " + version + ", the value says " + state.version());
        }
        return state;
    }

    /** What a value says that was read before. */
    public StateRecord.State<V> state(byte[] value) throws SchemaMissing, Poison {
        var read = values.read(value);
        var id = id(read);
        var change = change(read);
        if (change.getVersion() < 1) {
            throw new Poison("the version " + change.getVersion() + " is none");
        }
        if (!change.getAggregateId().equals(id)) {
            throw new Poison("the change is of " + change.getAggregateId() + ", the value is " + id);
        }
        return new StateRecord.State<>(id, change.getVersion(), kept(read), value);
    }

    /** Whatever a well-formed event brings about here, it will bring about again at each attempt. */
    private V kept(E read) throws Poison {
        try {
            return value(read);
        } catch (RuntimeException | StackOverflowError e) {
            throw new Poison("nothing can be made of the value: " + e);
        }
    }

    abstract String id(E read);

    abstract Change change(E read);

    /** What is kept of an event whose change was looked at. */
    abstract V value(E read) throws Poison;
}
