package io.centercontrol.audit.export.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.centercontrol.audit.trail.http.EntryView;
import java.io.UncheckedIOException;

/** A line of JSON for each (ndjson.org), with the fields of the search's answer. */
public final class JsonForm implements Form {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
            .build();

    @Override
    public String begin() {
        return "";
    }

    @Override
    public String line(EntryView entry) {
        return write(entry) + "\n";
    }

    /** JSON without an end of its line. */
    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an entry can always be written", e);
        }
    }

    /**
     * What a line says.
     *
     * @throws UncheckedIOException when it is none of {@link #line}
     */
    static EntryView read(String line) {
        try {
            return JSON.readValue(line, EntryView.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a line is no entry", e);
        }
    }
}
