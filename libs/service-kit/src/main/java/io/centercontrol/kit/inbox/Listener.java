package io.centercontrol.kit.inbox;

import io.centercontrol.kit.avro.UnknownSchemaException;
import io.centercontrol.kit.avro.UnreadableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hears the records of a channel one after the other. Each is decoded and applied, when it comes and when it is replayed out
 * of the quarantine. A subclass has the method that is called, since the channel's name stands in its annotation.
 *
 * @param <T> what a record says
 */
public abstract class Listener<T> implements Replayable {
    @Inject
    Inbox inbox;

    /** Fails with {@link UnreadableException} or {@link UnknownSchemaException} when no attempt will help. */
    protected abstract Uni<T> decode(ConsumerRecord<String, byte[]> record);

    /** Must be harmless when it is done again. */
    protected abstract Uni<?> apply(T news);

    /** Completes when the record is applied or set aside; never fails. */
    protected Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return inbox.receive(channel(), record, this::decode, this::apply);
    }

    @Override
    public Uni<Void> replay(ConsumerRecord<String, byte[]> record) {
        return Uni.createFrom()
                .deferred(() -> decode(record))
                .chain(this::apply)
                .replaceWithVoid();
    }
}
