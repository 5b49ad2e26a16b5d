package io.centercontrol.kit.inbox;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.UnreadableException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a record without a value says: that nothing is left of a tenant.
 *
 * @param version the last one that the tenant had, and one more
 */
public record Tombstone(TenantId tenant, long version) {
    /**
     * Reads key and header.
     *
     * @throws UnreadableException when they do not tell which tenant is meant, and at which version
     */
    public static Tombstone ofTenant(ConsumerRecord<String, byte[]> record) {
        return new Tombstone(tenant(record), version(record));
    }

    private static TenantId tenant(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.key() != null) {
                return TenantId.parse(record.key());
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("the key of a tombstone is no tenant id", e);
        }
        throw new UnreadableException("a tombstone has no key", null);
    }

    /**
     * Reads the header alone, of whatever aggregate.
     *
     * @throws UnreadableException when there is none, or it is no number
     */
    public static long version(ConsumerRecord<String, byte[]> record) {
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
