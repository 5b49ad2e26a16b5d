package io.centercontrol.kit.view;

import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.Listener;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hears a state topic: each record is the whole of an aggregate under its key, or the tombstone that ends it. What a record
 * says is understood when it is decoded, and done when it is applied: what makes no sense is poison at once, what fails is
 * tried again. A listener is a {@code @Singleton}, like a store.
 *
 * @param <K> what names an aggregate
 * @param <R> the generated class of the topic's records
 */
public abstract class StateListener<K, R extends SpecificRecord> extends Listener<StateListener.Deed> {
    private final StateTopic<K, R> topic;

    @Inject
    AvroWire wire;

    /** For a hall's Kafka door. */
    protected StateListener(StateTopic<K, R> topic) {
        this.topic = topic;
    }

    /** What is to be done about a record that was understood. */
    @FunctionalInterface
    public interface Deed {
        /** Does it; must be harmless when it is done again. */
        Uni<?> done();
    }

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
    public final String channel() {
        return topic.channel();
    }

    @Override
    protected final Uni<Deed> decode(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new UnreadableException("a record of a state topic has no key", null);
        }
        var key = topic.key().apply(record.key());
        if (record.value() == null) {
            return Uni.createFrom().item(ended(key, Tombstone.version(record)));
        }
        return wire.decode(record.value(), topic.type()).map(state -> {
            var own = topic.keyOf().apply(state);
            if (!own.equals(key)) {
                throw new UnreadableException("its key is '" + key + "', and it is of '" + own + "'", null);
            }
            return stands(state);
        });
    }

    @Override
    protected final Uni<?> apply(Deed deed) {
        return deed.done();
    }
}
