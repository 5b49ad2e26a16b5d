package io.centercontrol.flags.authoring.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.io.StringWriter;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** JSON within JSON that is taken as it was sent: numbers keep their digits, members their order. */
@Schema(type = SchemaType.OBJECT, description = "JSON in flagd's words")
@JsonDeserialize(using = JsonText.Reader.class)
public record JsonText(
        @Schema(hidden = true) @JsonValue @JsonRawValue String text) {
    /** Copies what it reads. */
    static final class Reader extends JsonDeserializer<JsonText> {
        @Override
        public JsonText deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = new StringWriter();
            try (var generator = parser.getCodec().getFactory().createGenerator(text)) {
                generator.copyCurrentStructureExact(parser);
            }
            return new JsonText(text.toString());
        }
    }
}
