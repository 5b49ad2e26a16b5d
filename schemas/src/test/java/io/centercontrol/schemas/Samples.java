package io.centercontrol.schemas;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A record of a schema with something in every field, the same at each run. Written for the golden files: once a file
 * exists, it and not this class says what a sample is.
 */
final class Samples {
    private static final long NOON_MICROS = 1_767_268_800_000_000L;

    private final Random random = new Random(7);

    private Samples() {}

    static GenericRecord of(Contract.Topic topic) {
        return (GenericRecord) new Samples().value("", topic.schema());
    }

    private Object value(String name, Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                var record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.name(), value(field.name(), field.schema())));
                yield record;
            }
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
            case ARRAY ->
                new GenericData.Array<>(
                        schema, List.of(value(name, schema.getElementType()), value(name, schema.getElementType())));
            case MAP -> Map.of("a label", value(name, schema.getValueType()));
            case UNION -> value(name, schema.getTypes().getLast());
            case STRING ->
                schema.getLogicalType() == null
                        ? name + " ä€𝄞 " + random.nextInt(100)
                        : "01a20474-66fd-731c-94bd-%012x".formatted(random.nextInt(1 << 30));
            case LONG -> schema.getLogicalType() == null ? random.nextLong(1 << 20) : NOON_MICROS + random.nextInt(999);
            case INT -> random.nextInt(1 << 20);
            case FLOAT -> random.nextInt(8) / 8f;
            case BYTES -> {
                var bytes = new byte[32];
                random.nextBytes(bytes);
                yield ByteBuffer.wrap(bytes);
            }
            case BOOLEAN -> random.nextBoolean();
            default -> throw new IllegalArgumentException("no sample for " + schema.getType() + "; add one here");
        };
    }
}
