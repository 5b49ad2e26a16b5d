package io.centercontrol.dataplane.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.dataplane.TenantContext;
import io.centercontrol.kernel.TenantId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the keys of a state topic are, and what they and the headers say of a record. */
public enum KeyForm {
    /** A tenant's id; the header {@code tenant-id}, if there is one, says the same. */
    TENANT_ID {
        @Override
        void check(String key) throws Poison {
            try {
                if (TenantId.parse(key).toString().equals(key)) {
                    return;
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
            throw new Poison("the key is no tenant id");
        }

        @Override
        public String id(ConsumerRecord<byte[], byte[]> record) throws Poison {
            var id = key(record.key());
            var named = header(record, TenantContext.KAFKA_TENANT_ID);
            if (named != null && !named.equals(id)) {
                throw new Poison("the header tenant-id says " + named + ", the key says " + id);
            }
            return id;
        }
    },
    /** A name that its owner gave it. */
    NAME {
        @Override
        void check(String key) throws Poison {
            if (key.isBlank()) {
                throw new Poison("the key is empty");
            }
        }
    };

    private static final String VERSION = "version";
    private static final int LONGEST_KEY = 1_000;

    abstract void check(String key) throws Poison;

    /**
     * What a record is about, by its key.
     *
     * @throws Poison when there is no key, or it has another form
     */
    public String key(byte @Nullable [] key) throws Poison {
        if (key == null) {
            throw new Poison("the record has no key");
        }
        if (key.length > LONGEST_KEY) {
            throw new Poison("the key has " + key.length + " bytes, more than " + LONGEST_KEY);
        }
        var text = new String(key, UTF_8);
        check(text);
        return text;
    }

    /**
     * What a record is about, by its key and headers.
     *
     * @throws Poison when the key has another form, or they contradict each other
     */
    public String id(ConsumerRecord<byte[], byte[]> record) throws Poison {
        return key(record.key());
    }

    /**
     * The version that the header says; null when there is none.
     *
     * @throws Poison when it is no version
     */
    public static @Nullable Long version(ConsumerRecord<?, ?> record) throws Poison {
        var text = header(record, VERSION);
        if (text == null) {
            return null;
        }
        try {
            var version = Long.parseLong(text);
            if (version >= 1) {
                return version;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Poison("the header version is no version");
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        var value = header == null ? null : header.value();
        return value == null ? null : new String(value, UTF_8);
    }
}
