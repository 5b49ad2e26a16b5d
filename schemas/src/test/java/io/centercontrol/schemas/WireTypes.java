package io.centercontrol.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * What Avro's own compatibility check does not look at: logical types with their scale, precision and unit. A reader with
 * another scale decodes without an error and gets a wrong number.
 */
final class WireTypes {
    private WireTypes() {}

    /** Lists each place where both schemas have a value but disagree on its logical type; empty when there is none. */
    static List<String> logicalDifferences(Schema before, Schema after) {
        var found = new ArrayList<String>();
        compare("", before, after, found, new HashSet<>());
        return found;
    }

    private static void compare(String path, Schema before, Schema after, List<String> found, Set<String> seen) {
        if (before.getType() == Schema.Type.UNION || after.getType() == Schema.Type.UNION) {
            for (var b : branches(before)) {
                for (var a : branches(after)) {
                    if (b.getType() == a.getType()) {
                        compare(path, b, a, found, seen);
                    }
                }
            }
            return;
        }
        if (before.getType() != after.getType()) {
            if (before.getLogicalType() != null || after.getLogicalType() != null) {
                found.add("%s: %s became %s".formatted(path, logical(before), logical(after)));
            }
            return;
        }
        if (!logical(before).equals(logical(after))) {
            found.add("%s: %s became %s".formatted(path, logical(before), logical(after)));
        }
        switch (before.getType()) {
            case RECORD -> {
                if (!seen.add(before.getFullName() + "|" + after.getFullName())) {
                    return;
                }
                for (var field : before.getFields()) {
                    var other = after.getField(field.name());
                    if (other != null) {
                        compare(path + "/" + field.name(), field.schema(), other.schema(), found, seen);
                    }
                }
            }
            case ARRAY -> compare(path + "/*", before.getElementType(), after.getElementType(), found, seen);
            case MAP -> compare(path + "/*", before.getValueType(), after.getValueType(), found, seen);
            default -> {
                // a leaf: its logical type was all there is
            }
        }
    }

    private static List<Schema> branches(Schema schema) {
        return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
    }

    private static String logical(Schema schema) {
        var properties = new TreeMap<>(schema.getObjectProps());
        properties.remove("avro.java.string");
        return properties.isEmpty()
                ? schema.getType().getName()
                : schema.getType().getName() + properties;
    }
}
