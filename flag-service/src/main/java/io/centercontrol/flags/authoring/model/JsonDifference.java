package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.kernel.FieldChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two JSON values, as deep as it can be told in few words. */
final class JsonDifference {
    /** Of more differences than these in one value, its whole is easier to read. */
    private static final int MOST = 50;

    private static final int LONGEST = 2_000;
    private static final int BEGINNING = 200;

    private JsonDifference() {}

    /** Each member, element or value that differs; the order of an object's members is no difference. */
    static List<FieldChange> between(String path, @Nullable Object before, @Nullable Object after) {
        var fields = new ArrayList<FieldChange>();
        collect(path, before, after, fields);
        return fields.size() <= MOST ? fields : List.of(field(path, before, after));
    }

    private static void collect(
            String path, @Nullable Object before, @Nullable Object after, List<FieldChange> fields) {
        if (Objects.equals(before, after) || fields.size() > MOST) {
            return;
        }
        var oldMembers = Json.members(before);
        var newMembers = Json.members(after);
        var oldElements = Json.elements(before);
        var newElements = Json.elements(after);
        if (oldMembers != null && newMembers != null) {
            members(path, oldMembers, newMembers, fields);
        } else if (oldElements != null && newElements != null && oldElements.size() == newElements.size()) {
            for (var i = 0; i < oldElements.size(); i++) {
                collect(Json.pointer(path, i), oldElements.get(i), newElements.get(i), fields);
            }
        } else {
            fields.add(field(path, before, after));
        }
    }

    private static void members(
            String path,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            List<FieldChange> fields) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            collect(Json.pointer(path, name), before.get(name), after.get(name), fields);
        }
    }

    /** One change; a long value is told by its beginning, and by a hash so that no two look the same. */
    static FieldChange field(String path, @Nullable Object before, @Nullable Object after) {
        return new FieldChange(path, cut(before), cut(after));
    }

    private static @Nullable Object cut(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        var text = value instanceof String string ? string : Json.write(value);
        return text.length() <= LONGEST
                ? value
                : "%s… (%,d characters, SHA-256 %s)"
                        .formatted(text.substring(0, BEGINNING), text.length(), sha256(text));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
