package io.centercontrol.chaos.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Values in the Confluent wire format, read by the schema that they were written with and by no code of the product. */
public final class Values {
    private static final int HEADER = 5;

    private final Access access;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public Values(Access access) {
        this.access = access;
    }

    /** The value; the same whatever version of the product wrote it. */
    public GenericRecord read(byte[] value) throws IOException, InterruptedException {
        var id = ByteBuffer.wrap(value).getInt(1);
        var schema = schemas.get(id);
        if (schema == null) {
            schema = access.schema(id);
            schemas.put(id, schema);
        }
        var decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null);
        return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    }
}
