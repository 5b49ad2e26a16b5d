package io.centercontrol.audit.trail.http;

import io.centercontrol.audit.trail.Entry;
import io.centercontrol.audit.trail.http.EntryView.ActorView;
import io.centercontrol.audit.trail.http.EntryView.ChangeView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry in words: who did what to what, with what outcome, why, and what is other than it was. */
final class Sentence {
    private static final int MOST_CHANGES = 3;
    private static final int LONGEST_VALUE = 60;

    private Sentence() {}

    static String of(Entry entry, @Nullable ActorView actor, @Nullable String reason, List<ChangeView> changes) {
        var words = new StringBuilder(who(entry, actor)).append(": ").append(action(entry.action()));
        if (!entry.targets().isEmpty()) {
            var target = entry.targets().getFirst();
            words.append(", ")
                    .append(target.type().replace('-', ' '))
                    .append(' ')
                    .append(target.id());
            if (entry.targets().size() > 1) {
                words.append(" and ").append(entry.targets().size() - 1).append(" more");
            }
        }
        if (entry.count() > 1) {
            words.append(", ").append(entry.count()).append(" times");
        }
        switch (entry.outcome()) {
            case DONE, UNKNOWN -> {}
            case REFUSED -> words.append(", refused");
            case FAILED -> words.append(", failed");
        }
        if (reason != null && !reason.isBlank()) {
            words.append(". Reason: ").append(shortened(reason));
        }
        if (!changes.isEmpty()) {
            words.append(". ");
            changes.stream()
                    .limit(MOST_CHANGES)
                    .forEach(change -> words.append(words.toString().endsWith(". ") ? "" : "; ")
                            .append(
                                    change.path().startsWith("/")
                                            ? change.path().substring(1)
                                            : change.path())
                            .append(": ")
                            .append(change.before() == null ? "nothing" : shortened(change.before()))
                            .append(" -> ")
                            .append(change.after() == null ? "nothing" : shortened(change.after())));
            if (changes.size() > MOST_CHANGES) {
                words.append("; and ").append(changes.size() - MOST_CHANGES).append(" more");
            }
        }
        return words.append('.').toString();
    }

    private static String who(Entry entry, @Nullable ActorView actor) {
        if (actor == null) {
            return entry.service();
        }
        if (actor.id() == null) {
            return "somebody without a name";
        }
        var name = actor.name() == null ? actor.id() : actor.name();
        return actor.onBehalfOf() == null ? name : name + " for " + actor.onBehalfOf();
    }

    /** {@code tenant.deletion-scheduled} is "tenant deletion scheduled". */
    private static String action(String action) {
        return action.replace('.', ' ').replace('-', ' ');
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
