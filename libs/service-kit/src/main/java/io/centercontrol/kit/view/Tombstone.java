package io.centercontrol.kit.view;

import io.centercontrol.kit.avro.UnreadableException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record without a value: that nothing is left of an aggregate. */
final class Tombstone {
    private Tombstone() {}

    /**
     * The last version that the aggregate had, and one more, out of the record's header.
     *
     * @throws UnreadableException when there is none, or it is no number
     */
    static long version(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("version");
        try {
            if (header != null) {
                return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
            }
        } catch (NumberFormatException e) {
            throw new UnreadableException("the version of a tombstone is no number", e);
        }
        throw new UnreadableException("a tombstone has no version", null);
    }
}
