package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.kernel.FieldChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What differs between two contents of a flag: for people, and as a hash that an approval can be bound to. */
public final class FlagDifference {
    private FlagDifference() {}

    /**
     * The fields that differ, within a definition as deep as it can be told.
     *
     * @param before null for a flag that begins
     */
    public static List<FieldChange> between(@Nullable FlagContent before, FlagContent after) {
        var fields = new ArrayList<FieldChange>();
        var old = before == null ? Map.<String, @Nullable Object>of() : tree(before);
        tree(after).forEach((name, value) -> {
            var path = Json.pointer("", name);
            var was = old.get(name);
            if (name.equals("definition") || name.equals("tenantOverrides") || name.equals("planOverrides")) {
                fields.addAll(deep(path, was, value));
            } else if (!Objects.equals(was, value) && !(before == null && isNothing(value))) {
                fields.add(JsonDifference.field(path, was, value));
            }
        });
        return fields;
    }

    /** Each member apart, so that many overrides are told one by one, and a definition's targeting beside its variants. */
    private static List<FieldChange> deep(String path, @Nullable Object before, @Nullable Object after) {
        var old = Objects.requireNonNullElse(Json.members(before), Map.<String, @Nullable Object>of());
        var names = new TreeMap<String, @Nullable Object>(old);
        names.putAll(Objects.requireNonNullElse(Json.members(after), Map.<String, @Nullable Object>of()));
        var next = Objects.requireNonNullElse(Json.members(after), Map.<String, @Nullable Object>of());
        var fields = new ArrayList<FieldChange>();
        names.keySet()
                .forEach(name ->
                        fields.addAll(JsonDifference.between(Json.pointer(path, name), old.get(name), next.get(name))));
        return fields;
    }

    /**
     * Stays the same for as long as a change leads from the same content to the same content; an approval is of this one
     * alone.
     */
    public static String hash(FlagContent before, FlagContent after) {
        return JsonDifference.sha256(
                JsonDifference.sha256(canonical(before)) + JsonDifference.sha256(canonical(after)));
    }

    private static String canonical(FlagContent content) {
        return Json.write(sorted(tree(content)));
    }

    /** The order of an object's members means nothing. */
    private static @Nullable Object sorted(@Nullable Object value) {
        var members = Json.members(value);
        if (members != null) {
            var sorted = new TreeMap<String, @Nullable Object>();
            members.forEach((name, member) -> sorted.put(name, sorted(member)));
            return sorted;
        }
        var elements = Json.elements(value);
        return elements == null
                ? value
                : elements.stream().map(FlagDifference::sorted).toList();
    }

    private static Map<String, @Nullable Object> tree(FlagContent content) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("name", content.name());
        tree.put("description", content.description());
        tree.put("kind", content.kind().name());
        tree.put("owner", content.owner());
        tree.put("tags", List.copyOf(content.tags()));
        tree.put("sensitive", content.sensitive());
        tree.put("lifetimeDays", content.lifetimeDays());
        tree.put("definition", Definition.read(content.definition()).members());
        tree.put("offVariant", content.offVariant());
        var tenants = new LinkedHashMap<String, Object>();
        content.tenantOverrides().forEach((tenant, variant) -> tenants.put(tenant.toString(), variant));
        tree.put("tenantOverrides", tenants);
        tree.put("planOverrides", content.planOverrides());
        tree.put("archived", content.archived());
        return tree;
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || value.equals(false)
                || value.equals("")
                || (value instanceof Collection<?> many && many.isEmpty());
    }
}
