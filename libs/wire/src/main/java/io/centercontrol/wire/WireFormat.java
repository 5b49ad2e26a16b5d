package io.centercontrol.wire;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The Confluent wire format: a zero byte, the schema's id in four bytes (big-endian), then Avro's binary encoding. */
public final class WireFormat {
    /** How many bytes stand before Avro's. */
    public static final int HEADER = 5;

    private WireFormat() {}

    /** The schema id; empty when the bytes are not in this format. */
    public static OptionalInt schemaId(byte[] value) {
        if (value.length < HEADER || value[0] != 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(ByteBuffer.wrap(value).getInt(1));
    }

    /** The bytes that stand before Avro's. */
    public static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER).put((byte) 0).putInt(schemaId).array();
    }
}
