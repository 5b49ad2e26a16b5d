package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.history.Subject;
import java.util.HashMap;
import java.util.List;

/** The trail against what was committed, and the trail's log against itself. */
final class AuditRules {
    private AuditRules() {}

    static void check(Subject subject, Life life, List<Violation> found) {
        var entries = new HashMap<Long, Entry.Audited>();
        for (var entry : life.audited()) {
            if (entries.put(entry.version(), entry) != null) {
                found.add(new Violation(
                        Rule.CHANGES_ARE_AUDITED,
                        subject,
                        entry.version(),
                        "the trail has version " + entry.version() + " twice"));
            }
        }
        for (var past : life.past().values()) {
            var entry = entries.get(past.version());
            if (entry == null || !entry.eventId().equals(past.eventId())) {
                found.add(new Violation(
                        Rule.CHANGES_ARE_AUDITED,
                        subject,
                        past.version(),
                        "version " + past.version() + " is event " + past.eventId() + ", in the trail "
                                + (entry == null ? "nothing" : entry.eventId())));
            }
        }
    }

    static void check(History history, List<Violation> found) {
        var roots = new HashMap<Long, String>();
        for (var signed : history.all(Entry.Signed.class)) {
            var before = roots.put(signed.size(), signed.root());
            if (!signed.follows() || (before != null && !before.equals(signed.root()))) {
                found.add(new Violation(
                        Rule.CHECKPOINTS_AGREE,
                        null,
                        signed.size(),
                        "the checkpoint of " + signed.size() + " entries with the root " + signed.root()
                                + " does not follow from what was told before"));
            }
        }
    }
}
