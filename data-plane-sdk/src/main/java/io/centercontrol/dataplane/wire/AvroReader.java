package io.centercontrol.dataplane.wire;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Reads values of one type, whichever published schema they were written with. Safe for many threads. */
public final class AvroReader<T extends SpecificRecord> {
    private static final int MOST_ITEMS_AT_ONCE = 1_000;

    static {
        limit("org.apache.avro.limits.string.maxLength");
        limit("org.apache.avro.limits.bytes.maxLength");
    }

    private final SchemaBook schemas;
    private final Class<T> type;
    private final Schema schema;
    private final SpecificData data;
    private final ConcurrentHashMap<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

    /** Reads into the generated class, as its own class loader knows it. */
    public AvroReader(SchemaBook schemas, Class<T> type, Schema schema) {
        this.schemas = schemas;
        this.type = type;
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
        var reader = reader(id.getAsInt());
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER, value.length - WireFormat.HEADER, null);
        try {
            var read = type.cast(reader.read(null, decoder));
            if (!decoder.isEnd()) {
                throw new Poison("bytes are left over after the value");
            }
            return read;
        } catch (IOException | RuntimeException e) {
            // Avro has no exception of its own for bytes that make no sense: anything may come.
            throw new Poison("the value cannot be decoded with schema " + id.getAsInt() + ": " + e);
        }
    }

    private SpecificDatumReader<T> reader(int id) throws SchemaMissing, Poison {
        var reader = readers.get(id);
        if (reader == null) {
            reader = new Careful<>(schemas.writer(id), schema, data);
            readers.put(id, reader);
        }
        return reader;
    }

    /** Four wrong bytes can claim a text of two gigabytes, and Avro makes room before it looks how much there is. */
    private static void limit(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(8 << 20));
        }
    }

    /** The same for lists and maps: they grow as their items come, whatever number is claimed. */
    private static final class Careful<T> extends SpecificDatumReader<T> {
        Careful(Schema writer, Schema reader, SpecificData data) {
            super(writer, reader, data);
        }

        @Override
        protected Object newArray(Object old, int size, Schema schema) {
            return super.newArray(old, Math.min(size, MOST_ITEMS_AT_ONCE), schema);
        }

        @Override
        protected Object newMap(Object old, int size) {
            return super.newMap(old, Math.min(size, MOST_ITEMS_AT_ONCE));
        }
    }
}
