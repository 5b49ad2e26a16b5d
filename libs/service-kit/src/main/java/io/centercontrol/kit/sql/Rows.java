package io.centercontrol.kit.sql;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/** Rows as JSON text, with PostgreSQL's names: {@code tenantId} is {@code tenant_id}. */
public final class Rows {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .build();

    private Rows() {}

    /** What reads and writes rows, for documents inside of them. */
    public static ObjectMapper mapper() {
        return JSON;
    }

    /** The text of a row, or of a list of rows. */
    public static String write(Object rows) {
        return write(JSON, rows);
    }

    /** What is to be kept as jsonb, as text. */
    public static String write(ObjectMapper json, Object value) {
        try {
            // U+0000 is the one character that PostgreSQL's jsonb cannot keep.
            return json.writeValueAsString(value).replace("\\u0000", "\\ufffd");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what is kept can always be written", e);
        }
    }

    /** The same with texts as they are, for what is hashed: nothing in them may be replaced, so none has U+0000. */
    public static String writeExactly(Object rows) {
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what is kept can always be written", e);
        }
    }

    /** Reads a row that PostgreSQL made. */
    public static <T> T read(String row, Class<T> type) {
        try {
            return JSON.readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a row is not a " + type.getSimpleName(), e);
        }
    }
}
