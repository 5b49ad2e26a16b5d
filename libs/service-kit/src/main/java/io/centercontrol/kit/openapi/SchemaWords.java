package io.centercontrol.kit.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * What schemas mean, which properties must be there, and which may be null: an answer's that the code cannot leave away, and
 * a request's that it names itself, since it looks after them itself.
 */
final class SchemaWords {
    /** Types of Jackson's that stand for any JSON. */
    private static final Set<String> ANYTHING = Set.of("JsonNode", "JsonNodeType", "ObjectNode");

    private final Map<String, Schema> components;
    private final OpenAPI document;
    private final Words words;

    SchemaWords(OpenAPI document, Words words) {
        this.document = document;
        this.components = Objects.requireNonNullElse(document.getComponents().getSchemas(), Map.of());
        this.words = words;
    }

    void sayOf(SchemaTypes types) {
        for (var name : List.copyOf(components.keySet())) {
            var type = types.classOf(name);
            if (type != null) {
                sayOf(name, Objects.requireNonNull(components.get(name)), type, types);
            }
        }
        new Visit(document).each(this::inline);
        new Visit(document).each(SchemaWords::open);
        List.copyOf(components.keySet()).stream()
                .filter(name -> ANYTHING.contains(name) || isScalar(components.get(name)))
                .forEach(name -> document.getComponents().removeSchema(name));
    }

    private void sayOf(String name, Schema schema, ClassInfo type, SchemaTypes types) {
        if (schema.getDescription() == null) {
            schema.setDescription(words.ofType(type));
        }
        if (!type.isRecord()) {
            return;
        }
        var required = new ArrayList<>(Objects.requireNonNullElse(schema.getRequired(), List.of()));
        for (var part : types.parts(type, schema)) {
            var property = part.component().name();
            if (part.schema().getDescription() == null) {
                part.schema().setDescription(words.ofProperty(part.record().name(), property));
            }
            if (!isNullable(part.component())) {
                if (!required.contains(property)) {
                    required.add(property);
                }
            } else if (!required.contains(property) && !isLeftOut(part.record(), part.component())) {
                schema.addProperty(property, orNull(part.schema()));
            }
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static boolean isNullable(RecordComponentInfo component) {
        return component.type().annotations().stream()
                .anyMatch(said -> said.name().toString().equals("org.jspecify.annotations.Nullable"));
    }

    /** Whether it is not written when it is null. */
    private static boolean isLeftOut(ClassInfo record, RecordComponentInfo component) {
        var field = record.field(component.name());
        return record.declaredAnnotation(JsonInclude.class.getName()) != null
                || component.hasAnnotation(JsonInclude.class)
                || (field != null && field.hasAnnotation(JsonInclude.class));
    }

    private Schema orNull(Schema schema) {
        var name = SchemaTypes.referred(schema);
        if (name != null && ANYTHING.contains(name)) {
            return schema;
        }
        if (name == null || isScalar(components.get(name))) {
            if (name != null) {
                inline(schema);
            }
            var types = new ArrayList<>(Objects.requireNonNullElse(schema.getType(), List.<SchemaType>of()));
            if (!types.isEmpty() && !types.contains(SchemaType.NULL)) {
                types.add(SchemaType.NULL);
                schema.setType(types);
                if (schema.getEnumeration() != null) {
                    schema.addEnumeration(null);
                }
            }
            return schema;
        }
        var description = schema.getDescription();
        schema.setDescription(null);
        return OASFactory.createSchema()
                .description(description)
                .addAnyOf(schema)
                .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }

    /** A time, an id: what is no type of ours, and says all by its format. */
    private static boolean isScalar(@Nullable Schema schema) {
        return schema != null
                && schema.getFormat() != null
                && schema.getProperties() == null
                && schema.getEnumeration() == null;
    }

    /** An object of which nothing is said may have any member; makers of clients would make one that has none. */
    private static void open(Schema schema) {
        if (List.of(SchemaType.OBJECT).equals(schema.getType())
                && schema.getProperties() == null
                && schema.getOneOf() == null
                && schema.getAdditionalPropertiesSchema() == null
                && schema.getAdditionalPropertiesBoolean() == null) {
            schema.setAdditionalPropertiesBoolean(true);
        }
    }

    private void inline(Schema schema) {
        var name = SchemaTypes.referred(schema);
        var meant = name == null ? null : components.get(name);
        if (name != null && ANYTHING.contains(name)) {
            schema.setRef(null);
        } else if (isScalar(meant)) {
            schema.setRef(null);
            schema.setType(Objects.requireNonNull(meant).getType());
            schema.setFormat(meant.getFormat());
        }
    }
}
