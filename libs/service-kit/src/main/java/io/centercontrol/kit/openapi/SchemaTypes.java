package io.centercontrol.kit.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * Which schema of the document was made of which type. The document does not tell, and a name is no proof, since two types may
 * be called the same: so the schemas and the types are walked together, from each operation on.
 */
final class SchemaTypes {
    private static final DotName UNWRAPPED = DotName.createSimple("com.fasterxml.jackson.annotation.JsonUnwrapped");
    private static final Set<String> WRAPPERS =
            Set.of("io.smallrye.mutiny.Uni", "org.jboss.resteasy.reactive.RestResponse", "java.util.Optional");

    private final IndexView index;
    private final Map<String, Schema> components;
    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    SchemaTypes(OpenAPI document, IndexView index) {
        this.index = index;
        this.components = Objects.requireNonNullElse(document.getComponents().getSchemas(), Map.of());
    }

    /** A record's component with the schema of the property that it becomes. */
    record Part(ClassInfo record, RecordComponentInfo component, Schema schema) {}

    void walk(List<Door> doors) {
        for (var door : doors) {
            var body = door.operation().getRequestBody();
            if (body != null) {
                door.code().parameters().stream()
                        .filter(one -> one.annotations().stream()
                                .noneMatch(said -> said.name().packagePrefix().startsWith("org.jboss.resteasy")))
                        .forEach(one -> walk(body.getContent(), one.type(), true));
            }
            var responses = door.operation().getResponses().getAPIResponses();
            responses.forEach((status, response) -> {
                if (status.startsWith("2")) {
                    walk(response.getContent(), door.code().returnType(), false);
                }
            });
        }
        // What is named at a parameter alone: its method takes a text.
        components.keySet().stream()
                .filter(name -> !types.containsKey(name))
                .toList()
                .forEach(name -> byName(name).ifPresent(type -> walk(reference(name), type, true)));
    }

    /** All types of which a schema was made, by the schema's name. */
    Map<String, Type> all() {
        return types;
    }

    /** The class of a schema; null when it was made of none of ours. */
    @Nullable
    ClassInfo classOf(String schema) {
        var type = types.get(schema);
        return type == null ? null : index.getClassByName(type.name());
    }

    /** Whether it is sent to the service. */
    boolean isAsked(String schema) {
        return asked.contains(schema);
    }

    /** The name of the schema that a schema refers to; null for one that stands for itself. */
    static @Nullable String referred(@Nullable Schema schema) {
        var reference = schema == null ? null : schema.getRef();
        return reference == null ? null : reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** The parts of a record, and those of records that are unwrapped in it. */
    List<Part> parts(ClassInfo record, Schema schema) {
        var properties = Objects.requireNonNullElse(schema.getProperties(), Map.<String, Schema>of());
        var parts = new ArrayList<Part>();
        for (var component : record.recordComponents()) {
            var inner = index.getClassByName(component.type().name());
            if (isUnwrapped(record, component) && inner != null) {
                parts.addAll(parts(inner, schema));
            } else if (properties.containsKey(component.name())) {
                parts.add(new Part(record, component, Objects.requireNonNull(properties.get(component.name()))));
            }
        }
        return parts;
    }

    private static boolean isUnwrapped(ClassInfo record, RecordComponentInfo component) {
        var field = record.field(component.name());
        return component.hasAnnotation(UNWRAPPED) || (field != null && field.hasAnnotation(UNWRAPPED));
    }

    private void walk(@Nullable Content content, Type type, boolean isAsked) {
        if (content != null) {
            content.getMediaTypes().values().forEach(media -> {
                if (media.getSchema() != null) {
                    walk(media.getSchema(), type, isAsked);
                }
            });
        }
    }

    private void walk(Schema schema, Type given, boolean isAsked) {
        var type = unwrapped(given);
        var name = referred(schema);
        if (name != null) {
            if (isAsked) {
                asked.add(name);
            }
            var component = components.get(name);
            if (component != null && fits(name, type) && types.putIfAbsent(name, type) == null) {
                parts(component, type, isAsked);
            }
            return;
        }
        parts(schema, type, isAsked);
    }

    /** Where an annotation names another type for the document, the method's own says nothing. */
    private boolean fits(String name, Type type) {
        var simple = type.name().withoutPackagePrefix();
        return name.replaceAll("[0-9]+$", "").startsWith(simple.substring(simple.lastIndexOf('$') + 1))
                || isNamed(type, name);
    }

    private boolean isNamed(Type type, String name) {
        var of = index.getClassByName(type.name());
        var said = of == null
                ? null
                : of.declaredAnnotation(
                        DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema"));
        return said != null
                && said.value("name") != null
                && name.equals(said.value("name").asString());
    }

    private void parts(Schema schema, Type type, boolean isAsked) {
        if (type.kind() == Type.Kind.ARRAY) {
            into(schema.getItems(), type.asArrayType().elementType(), isAsked);
            return;
        }
        var arguments = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                ? type.asParameterizedType().arguments()
                : List.<Type>of();
        if (!arguments.isEmpty() && type.name().packagePrefix().startsWith("java.")) {
            into(schema.getItems(), arguments.getLast(), isAsked);
            into(schema.getAdditionalPropertiesSchema(), arguments.getLast(), isAsked);
            return;
        }
        var of = index.getClassByName(type.name());
        if (of == null) {
            return;
        }
        for (var choice : Objects.requireNonNullElse(schema.getOneOf(), List.<Schema>of())) {
            var name = referred(choice);
            of.memberClasses().stream()
                    .filter(member ->
                            name != null && member.withoutPackagePrefix().endsWith("$" + name))
                    .forEach(member -> walk(choice, Type.create(member, Type.Kind.CLASS), isAsked));
        }
        if (of.isRecord()) {
            var variables = new HashMap<String, Type>();
            for (var i = 0; i < arguments.size(); i++) {
                variables.put(of.typeParameters().get(i).identifier(), arguments.get(i));
            }
            parts(of, schema)
                    .forEach(part -> walk(part.schema(), bound(part.component().type(), variables), isAsked));
        }
    }

    private void into(@Nullable Schema schema, Type type, boolean isAsked) {
        if (schema != null) {
            walk(schema, type, isAsked);
        }
    }

    private static Type bound(Type type, Map<String, Type> variables) {
        if (type.kind() == Type.Kind.TYPE_VARIABLE) {
            return variables.getOrDefault(type.asTypeVariable().identifier(), type);
        }
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            var builder = org.jboss.jandex.ParameterizedType.builder(type.name());
            type.asParameterizedType().arguments().forEach(one -> builder.addArgument(bound(one, variables)));
            return builder.build();
        }
        return type;
    }

    private static Type unwrapped(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE
                        && WRAPPERS.contains(type.name().toString())
                ? unwrapped(type.asParameterizedType().arguments().getFirst())
                : type;
    }

    private java.util.Optional<Type> byName(String name) {
        return index.getKnownClasses().stream()
                .filter(one -> one.name().packagePrefix().startsWith("io.centercontrol"))
                .filter(one -> name.equals(one.simpleName()) && (one.isEnum() || one.isRecord()))
                .findFirst()
                .map(one -> Type.create(one.name(), Type.Kind.CLASS));
    }

    private static Schema reference(String name) {
        return org.eclipse.microprofile.openapi.OASFactory.createSchema().ref(name);
    }
}
