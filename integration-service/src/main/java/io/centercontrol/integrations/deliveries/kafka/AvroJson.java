package io.centercontrol.integrations.deliveries.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Avro's values as the JSON of our REST interfaces: times in ISO 8601, no word of unions, bytes in Base64. */
final class AvroJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String MICROS = "timestamp-micros";

    private AvroJson() {}

    static JsonNode of(Schema schema, @Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        return switch (schema.getType()) {
            case RECORD -> record((IndexedRecord) value);
            case ARRAY -> {
                var array = JSON.arrayNode();
                ((Collection<?>) value).forEach(one -> array.add(of(schema.getElementType(), one)));
                yield array;
            }
            case MAP -> {
                var object = JSON.objectNode();
                ((Map<?, ?>) value).forEach((key, one) -> object.set(key.toString(), of(schema.getValueType(), one)));
                yield object;
            }
            case UNION -> of(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
            case LONG -> {
                var number = (Long) value;
                yield MICROS.equals(schema.getProp("logicalType"))
                        ? JSON.textNode(
                                Instant.EPOCH.plus(number, ChronoUnit.MICROS).toString())
                        : JSON.numberNode(number);
            }
            case INT -> JSON.numberNode((Integer) value);
            case FLOAT -> JSON.numberNode((Float) value);
            case DOUBLE -> JSON.numberNode((Double) value);
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case BYTES -> {
                var bytes = new byte[((ByteBuffer) value).remaining()];
                ((ByteBuffer) value).duplicate().get(bytes);
                yield JSON.binaryNode(bytes);
            }
            case FIXED -> JSON.binaryNode(((GenericData.Fixed) value).bytes());
            case STRING, ENUM -> JSON.textNode(value.toString());
            case NULL -> JSON.nullNode();
        };
    }

    private static JsonNode record(IndexedRecord record) {
        var object = JSON.objectNode();
        for (var field : record.getSchema().getFields()) {
            object.set(field.name(), of(field.schema(), record.get(field.pos())));
        }
        return object;
    }
}
