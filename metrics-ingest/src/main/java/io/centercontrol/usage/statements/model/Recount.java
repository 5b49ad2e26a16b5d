package io.centercontrol.usage.statements.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A statement beside what is counted of it anew.
 *
 * @param said the hash that it was closed with
 * @param recounted the hash of what is counted now
 * @param differences lines that are other than they were, or there once only
 */
public record Recount(String said, String recounted, List<Difference> differences) {
    public Recount {
        differences = List.copyOf(differences);
    }

    /**
     * A line that is not the same.
     *
     * @param line what it is of
     * @param said its values as the statement has them; null when it has no such line
     * @param recounted its values as they are counted now; null when there are none
     */
    public record Difference(
            String line, @Nullable String said, @Nullable String recounted) {}

    /** Compares. */
    public static Recount of(Statement closed, Statement anew) {
        var said = byName(closed);
        var now = byName(anew);
        var found = new ArrayList<Difference>();
        said.forEach((name, values) -> {
            if (!Objects.equals(values, now.get(name))) {
                found.add(new Difference(readable(name), values, now.get(name)));
            }
        });
        now.forEach((name, values) -> {
            if (!said.containsKey(name)) {
                found.add(new Difference(readable(name), null, values));
            }
        });
        if (found.isEmpty() && !closed.hash().equals(anew.hash())) {
            found.add(new Difference("hash", closed.hash(), anew.hash()));
        }
        return new Recount(closed.hash(), anew.hash(), found);
    }

    /** Whether it is what it was. */
    public boolean isSame() {
        return differences.isEmpty();
    }

    private static Map<String, String> byName(Statement statement) {
        var lines = new LinkedHashMap<String, String>();
        // Spans of one thing that begin at one moment cannot be two.
        Canonical.lines(statement.head(), statement.content()).forEach(line -> lines.put(line.name(), line.values()));
        return lines;
    }

    private static String readable(String name) {
        return name.replace('\t', ' ').strip();
    }
}
