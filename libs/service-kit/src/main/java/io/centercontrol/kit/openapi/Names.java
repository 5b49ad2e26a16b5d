package io.centercontrol.kit.openapi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

/**
 * What schemas are called. A type that stands in another one is called by both, but in a package of doors, where a request or
 * an answer has a whole name of its own: the framework would number those that are called the same, in no order that lasts.
 */
final class Names {
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final String REFERENCE = "#/components/schemas/";

    private final OpenAPI document;

    Names(OpenAPI document) {
        this.document = document;
    }

    /** @throws IllegalStateException when two types would be called the same */
    void giveTo(SchemaTypes types) {
        var renamed = new HashMap<String, String>();
        types.all().forEach((name, type) -> {
            var of = types.classOf(name);
            if (of != null && type.kind() == org.jboss.jandex.Type.Kind.CLASS) {
                renamed.put(name, nameOf(of));
            }
        });
        var schemas = Objects.requireNonNullElse(document.getComponents().getSchemas(), Map.<String, Schema>of());
        // A page is called by what is on it.
        types.all().forEach((name, type) -> {
            if (type.kind() == org.jboss.jandex.Type.Kind.PARAMETERIZED_TYPE && !renamed.containsKey(name)) {
                var items = Objects.requireNonNull(schemas.get(name))
                        .getProperties()
                        .get("items");
                var item = items == null ? null : SchemaTypes.referred(items.getItems());
                if (item != null) {
                    renamed.put(name, "Page" + renamed.getOrDefault(item, item));
                }
            }
        });
        var all = new LinkedHashMap<String, Schema>();
        schemas.forEach((name, schema) -> {
            var given = renamed.getOrDefault(name, name);
            if (all.put(given, schema) != null) {
                throw new IllegalStateException("two types would be called " + given
                        + " in the OpenAPI document: name one by @Schema(name = ...)");
            }
        });
        new Visit(document).each(schema -> {
            var name = SchemaTypes.referred(schema);
            if (name != null && renamed.containsKey(name)) {
                schema.setRef(REFERENCE + renamed.get(name));
            }
        });
        document.getComponents().setSchemas(all);
    }

    private static String nameOf(ClassInfo type) {
        var said = type.declaredAnnotation(SCHEMA);
        if (said != null && said.value("name") != null) {
            return said.value("name").asString();
        }
        var outer = type.enclosingClass();
        return outer == null
                        || outer.packagePrefix().endsWith(".http")
                        || outer.local().endsWith("Resource")
                ? type.simpleName()
                : outer.withoutPackagePrefix().replace("$", "") + type.simpleName();
    }
}
