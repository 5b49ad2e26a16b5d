package io.centercontrol.chaos.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** The part that is about these subjects, with all that is about none. */
    public History about(Set<Subject> subjects) {
        var ops = new HashSet<String>();
        for (var entry : entries) {
            switch (entry) {
                case Entry.Asked asked
                when asked.subject() != null && subjects.contains(asked.subject()) -> ops.add(asked.op());
                case Entry.Answered answered
                when answered.subject() != null && subjects.contains(answered.subject()) -> ops.add(answered.op());
                default -> {}
            }
        }
        return new History(entries.stream()
                .filter(entry -> {
                    var op = op(entry);
                    if (op != null) {
                        return ops.contains(op);
                    }
                    var subject = subject(entry);
                    return subject == null || subjects.contains(subject);
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

    /** What an entry is about; null when it is about nothing in particular, or it is not known. */
    public static @Nullable Subject subject(Entry entry) {
        return switch (entry) {
            case Entry.Asked asked -> asked.subject();
            case Entry.Answered answered -> answered.subject();
            case Entry.Decided decided -> decided.subject();
            case Entry.Placed placed -> placed.subject();
            case Entry.Counted counted -> counted.subject();
            case Entry.Proven proven -> proven.subject();
            case Entry.Row row -> row.subject();
            case Entry.Past past -> past.subject();
            case Entry.Said said -> said.subject();
            case Entry.Audited audited -> audited.subject();
            case Entry.Ended ended -> ended.subject();
            case Entry.Copied copied -> copied.subject();
            case Entry.Begun _,
                    Entry.Broken _,
                    Entry.Settled _,
                    Entry.Signed _,
                    Entry.End _,
                    Entry.Stood _,
                    Entry.Claimed _,
                    Entry.Lied _,
                    Entry.Stayed _ -> null;
        };
    }
}
