package io.centercontrol.dataplane.wire;

import io.centercontrol.wire.GuardedReader;
import io.centercontrol.wire.MalformedValue;
import io.centercontrol.wire.WireFormat;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Reads values of one type, whichever published schema they were written with. Safe for many threads. */
public final class AvroReader<T extends SpecificRecord> {
    private final SchemaBook schemas;
    private final Schema schema;
    private final SpecificData data;
    private final ConcurrentHashMap<Integer, GuardedReader<T>> readers = new ConcurrentHashMap<>();

    /** Reads into the generated class, as its own class loader knows it. */
    public AvroReader(SchemaBook schemas, Class<T> type, Schema schema) {
        this.schemas = schemas;
        this.schema = schema;
        this.data = new SpecificData(type.getClassLoader());
        data.addLogicalTypeConversion(new Conversions.UUIDConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    }

    /**
     * The value.
     *
     * @throws SchemaMissing when its schema is not known yet
     * @throws Poison when the bytes are no such value
     */
    public T read(byte[] value) throws SchemaMissing, Poison {
        var id = WireFormat.schemaId(value);
        if (id.isEmpty()) {
            throw new Poison("the value is not in the Confluent wire format");
        }
        try {
            return reader(id.getAsInt()).read(value, WireFormat.HEADER);
        } catch (MalformedValue e) {
            throw new Poison("the value cannot be decoded with schema " + id.getAsInt() + ": " + e.getMessage());
        }
    }

    private GuardedReader<T> reader(int id) throws SchemaMissing, Poison {
        var reader = readers.get(id);
        if (reader == null) {
            reader = new GuardedReader<>(schemas.writer(id), schema, data);
            readers.put(id, reader);
        }
        return reader;
    }
}
