package io.centercontrol.testkit.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi31;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a running service's answers against its OpenAPI document: the status stands there for the operation, so does the media
 * type, the required headers are there, and the body is valid by the schema. A property that no schema names is a mistake here,
 * though a client should pass over it: nobody could know what it is.
 */
public final class AnswerRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_MISTAKES = 5;
    private static final JsonMetaSchema DIALECT = JsonMetaSchema.builder(OpenApi31.getInstance())
            .keyword(new NonValidationKeyword("components"))
            .build();

    private final JsonNode document;
    private final JsonNode components;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
            VersionFlag.V202012, builder -> builder.metaSchema(DIALECT).defaultMetaSchemaIri(DIALECT.getIri()));
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ROOT)
            .build();
    private final Map<JsonNode, JsonSchema> known = new ConcurrentHashMap<>();

    /** @param document OpenAPI 3.1 in JSON */
    public AnswerRules(byte[] document) {
        this(read(document));
    }

    AnswerRules(JsonNode document) {
        this.document = document;
        var all = this.document.path("components").deepCopy();
        close(all);
        this.components = all;
    }

    /**
     * What an answer does not keep to, one line each; none when it is as the document says.
     *
     * @param path as it stands in the document
     * @param headers of the answer
     * @param body of the answer
     */
    public List<String> brokenBy(String method, String path, int status, HttpHeaders headers, byte[] body) {
        var responses = document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses");
        var response = resolved(responses.path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of("the document knows no " + status + " of it");
        }
        var broken = new ArrayList<String>();
        response.path("headers").properties().forEach(header -> {
            if (resolved(header.getValue()).path("required").asBoolean()
                    && headers.firstValue(header.getKey()).isEmpty()) {
                broken.add(status + " without the header " + header.getKey());
            }
        });
        content(status, response.path("content"), headers, body, broken);
        return broken;
    }

    private void content(int status, JsonNode content, HttpHeaders headers, byte[] body, List<String> broken) {
        if (content.isEmpty()) {
            if (body.length > 0) {
                broken.add(status + " with a body, where the document knows of none");
            }
            return;
        }
        var type =
                headers.firstValue("Content-Type").orElse("").split(";", 2)[0].strip();
        var media = content.has(type) ? content.path(type) : content.path("*/*");
        if (media.isMissingNode()) {
            broken.add(status + " with " + (type.isEmpty() ? "no media type" : type) + ", where the document knows "
                    + content.properties().stream().map(Map.Entry::getKey).toList());
            return;
        }
        if (type.equals("application/json") || type.endsWith("+json")) {
            json(status, media.path("schema"), body, broken);
        }
    }

    private void json(int status, JsonNode schema, byte[] body, List<String> broken) {
        JsonNode value;
        try {
            value = JSON.readTree(body);
        } catch (IOException e) {
            broken.add(status + " with what is no JSON");
            return;
        }
        mistakes(schema, value).forEach(mistake -> broken.add(status + " against its schema: " + mistake));
    }

    /** Where a value is not what a schema of the document says; the first few. */
    List<String> mistakes(JsonNode schema, JsonNode value) {
        return known.computeIfAbsent(schema, this::schema).validate(value).stream()
                .limit(MOST_MISTAKES)
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The components stand in it, so that its references lead to them. */
    private JsonSchema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        close(whole);
        whole.set("components", components);
        return schemas.getSchema(whole, config);
    }

    /** Whoever says which properties there are says all of them, unless it says that there are more. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(AnswerRules::close);
    }

    private JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static JsonNode read(byte @Nullable [] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }
}
