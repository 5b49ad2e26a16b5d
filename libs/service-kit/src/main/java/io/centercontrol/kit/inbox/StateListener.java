package io.centercontrol.kit.inbox;

import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hears a state topic: each record is the whole of an aggregate under its key, or the tombstone that ends it. What a record
 * says is understood when it is decoded, and done when it is applied: what makes no sense is poison at once, what fails is
 * tried again.
 *
 * @param <K> what names an aggregate
 * @param <R> the generated class of the topic's records
 */
public abstract class StateListener<K, R extends SpecificRecord> extends Listener<StateListener.Deed> {
    @Inject
    AvroWire wire;

    /** What is to be done about a record that was understood. */
    @FunctionalInterface
    public interface Deed {
        /** Does it; must be harmless when it is done again. */
        Uni<?> done();
    }

    /** The generated class of the topic's records. */
    protected abstract Class<R> type();

    /** Reads a record's key; whatever it throws makes the record poison. */
    protected abstract K key(String text);

    /** The key that an aggregate has by what it says itself. */
    protected abstract K keyOf(R state);

    /** What is to be done since an aggregate stands so; whatever is thrown here makes the record poison. */
    protected abstract Deed stands(R state);

    /**
     * What is to be done since an aggregate is gone for good; poison, unless a listener says otherwise.
     *
     * @param version the last one that it had, and one more
     */
    protected Deed ended(K key, long version) {
        throw new UnreadableException("nothing ends on this topic", null);
    }

    @Override
    protected final Uni<Deed> decode(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new UnreadableException("a record of a state topic has no key", null);
        }
        var key = key(record.key());
        if (record.value() == null) {
            return Uni.createFrom().item(ended(key, Tombstone.version(record)));
        }
        return wire.decode(record.value(), type()).map(state -> {
            if (!keyOf(state).equals(key)) {
                throw new UnreadableException("its key is '" + key + "', and it is of '" + keyOf(state) + "'", null);
            }
            return stands(state);
        });
    }

    @Override
    protected final Uni<?> apply(Deed deed) {
        return deed.done();
    }
}
