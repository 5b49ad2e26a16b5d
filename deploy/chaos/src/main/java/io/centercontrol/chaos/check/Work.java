package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One change that was asked for, once or several times under one key. */
final class Work {
    private static final Pattern OP = Pattern.compile("\\bop-[a-z0-9-]+\\b");

    private final List<Entry.Asked> asked = new ArrayList<>();
    private final List<Entry.Answered> answers = new ArrayList<>();

    void add(Entry.Asked entry) {
        asked.add(entry);
    }

    void add(Entry.Answered entry) {
        answers.add(entry);
    }

    /** When it was first asked for. */
    long begun() {
        return asked.stream().mapToLong(Entry.Asked::at).min().orElse(Long.MAX_VALUE);
    }

    /** What is to hold afterwards; empty where asking for it twice makes it twice. */
    String wants() {
        return asked.isEmpty() ? "" : asked.getFirst().wants();
    }

    List<Entry.Answered> acknowledged() {
        return answers.stream()
                .filter(answer -> answer.outcome() == Outcome.ACKNOWLEDGED)
                .toList();
    }

    /** Nothing can have come of it: every time it was asked for, it was refused. */
    boolean refused() {
        return answers.size() >= asked.size()
                && answers.stream().allMatch(answer -> answer.outcome() == Outcome.REFUSED);
    }

    /** The change that a reason names; null when it names none. */
    static @Nullable String named(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        var found = OP.matcher(reason);
        return found.find() ? found.group() : null;
    }
}
