package io.centercontrol.chaos.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All entries of a run in the order in which they were written.
 */
public record History(List<Entry> entries) {
    public History {
        entries = List.copyOf(entries);
    }

    /** Reads a file of JSON Lines. */
    public static History read(Path file) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                entries.add(Recorder.JSON.readValue(line, Entry.class));
            }
        }
        return new History(entries);
    }

    /** The entries of one kind. */
    public <T extends Entry> List<T> all(Class<T> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The part that is about these tenants, with all that is about no tenant. */
    public History about(Set<UUID> tenants) {
        var ops = new HashSet<String>();
        for (var entry : entries) {
            switch (entry) {
                case Entry.Asked asked
                when asked.tenant() != null && tenants.contains(asked.tenant()) -> ops.add(asked.op());
                case Entry.Answered answered
                when answered.tenant() != null && tenants.contains(answered.tenant()) -> ops.add(answered.op());
                default -> {}
            }
        }
        return new History(entries.stream()
                .filter(entry -> {
                    var op = op(entry);
                    if (op != null) {
                        return ops.contains(op);
                    }
                    var tenant = tenant(entry);
                    return tenant == null || tenants.contains(tenant);
                })
                .toList());
    }

    /** The change that an entry is about; null when it is about none. */
    public static @Nullable String op(Entry entry) {
        return switch (entry) {
            case Entry.Asked asked -> asked.op();
            case Entry.Answered answered -> answered.op();
            default -> null;
        };
    }

    /** The tenant that an entry is about; null when it is about none, or none is known. */
    public static @Nullable UUID tenant(Entry entry) {
        return switch (entry) {
            case Entry.Asked asked -> asked.tenant();
            case Entry.Answered answered -> answered.tenant();
            case Entry.Decided decided -> decided.tenant();
            case Entry.Proven proven -> proven.tenant();
            case Entry.Row row -> row.tenant();
            case Entry.Past past -> past.tenant();
            case Entry.Said said -> said.tenant();
            case Entry.Copied copied -> copied.tenant();
            case Entry.Begun _, Entry.Broken _, Entry.Settled _, Entry.End _, Entry.Stood _, Entry.Claimed _ -> null;
        };
    }
}
