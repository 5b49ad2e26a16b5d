package io.centercontrol.kit.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What parameters are, wherever they come: their methods take texts, so that what is wrong with one is told as a problem, and
 * the type of a text cannot say what it must be.
 */
final class ParameterWords {
    private static final Set<String> IDS = Set.of("id", "tenantId", "hold", "operationId", "eventId", "onlyFor");
    private static final Set<String> TIMES = Set.of("at", "from", "to", "createdFrom", "createdTo");
    private static final BigDecimal MOST_ITEMS = BigDecimal.valueOf(500);
    private static final int LONGEST_REASON = 1_000;

    private final Words words;

    ParameterWords(Words words) {
        this.words = words;
    }

    void sayOf(List<Door> doors) {
        for (var door : doors) {
            door.parameters().forEach(parameter -> say(door, parameter));
        }
    }

    private void say(Door door, Parameter parameter) {
        var name = parameter.getName();
        if (parameter.getDescription() == null) {
            parameter.setDescription(
                    parameter.getIn() == Parameter.In.PATH
                            ? words.ofPlace(before(door.path(), name), name)
                            : words.ofParameter(name));
        }
        if (name.equals("reason") && door.method().equals("DELETE")) {
            parameter.setRequired(true);
        }
        var schema = parameter.getSchema();
        if (isPlainText(schema)) {
            refine(name, schema);
        }
    }

    private static boolean isPlainText(@Nullable Schema schema) {
        return schema != null
                && List.of(SchemaType.STRING).equals(schema.getType())
                && schema.getFormat() == null
                && schema.getEnumeration() == null;
    }

    private static void refine(String name, Schema schema) {
        if (IDS.contains(name)) {
            schema.setFormat("uuid");
        } else if (TIMES.contains(name)) {
            schema.setFormat("date-time");
        } else if (name.equals("limit")) {
            schema.setType(List.of(SchemaType.INTEGER));
            schema.minimum(BigDecimal.ONE).maximum(MOST_ITEMS).defaultValue(50);
        } else if (name.equals("reason")) {
            schema.setMaxLength(LONGEST_REASON);
        }
    }

    private static String before(String path, String name) {
        var segments = List.of(path.split("/"));
        var at = segments.indexOf("{" + name + "}");
        return at < 1 ? "" : segments.get(at - 1);
    }
}
