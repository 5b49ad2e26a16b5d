package io.centercontrol.kit.inbox;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A listener whose records can be replayed out of the quarantine. Every bean that hands records to an {@link Inbox} or a
 * {@link BatchInbox} is one.
 */
public interface Replayable {
    /** The channel's name, as the inbox is told it. */
    String channel();

    /** Reads and applies one record, once, by the same way as when it first came; fails as that fails. */
    Uni<Void> replay(ConsumerRecord<String, byte[]> record);
}
