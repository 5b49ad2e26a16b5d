package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Subject;
import java.util.HashSet;
import java.util.List;

/** What is on the topic against what was committed. A record may stand there more than once. */
final class TopicRules {
    private TopicRules() {}

    static void check(Subject subject, Life life, List<Violation> found) {
        if (life.isEnded()) {
            sayNothingAfterTheEnd(subject, life, found);
            return;
        }
        var said = new HashSet<Long>();
        var highest = 0L;
        Violation late = null;
        for (var record : life.said()) {
            var committed = life.at(record.version());
            var place = "the record at partition " + record.partition() + " offset " + record.offset();
            if (committed == null) {
                found.add(new Violation(
                        Rule.SAID_WAS_COMMITTED, subject, record.version(), place + " says what was never committed"));
            } else if (!committed.eventId().equals(record.eventId())
                    || (!life.isRedacted() && !committed.content().equals(record.content()))) {
                found.add(new Violation(
                        Rule.SAID_WAS_COMMITTED,
                        subject,
                        record.version(),
                        place + " says something else than what was committed as this version"));
            }
            if (record.partition() != life.said().getFirst().partition()) {
                found.add(new Violation(
                        Rule.SAID_IN_ORDER, subject, record.version(), place + " is not where its others are"));
            }
            if (said.add(record.version())) {
                if (record.version() < highest) {
                    late = new Violation(
                            Rule.SAID_IN_ORDER,
                            subject,
                            record.version(),
                            place + " is the first of its version, behind version " + highest
                                    + ", which is not said again behind it");
                }
                highest = Math.max(highest, record.version());
            }
            if (record.version() == highest) {
                // What was lost is said late, and the newest behind it: so the topic ends with the newest.
                late = null;
            }
        }
        if (late != null) {
            found.add(late);
        }
        for (var version : life.past().keySet()) {
            if (!said.contains(version)) {
                found.add(new Violation(
                        Rule.COMMITTED_IS_SAID, subject, version, "it was committed, and is not on the topic"));
            }
        }
    }

    private static void sayNothingAfterTheEnd(Subject subject, Life life, List<Violation> found) {
        var end = life.ended().getFirst();
        life.said().stream()
                .filter(record -> record.offset() > end.offset())
                .forEach(record -> found.add(new Violation(
                        Rule.SAID_IN_ORDER,
                        subject,
                        record.version(),
                        "the record at partition " + record.partition() + " offset " + record.offset()
                                + " stands behind the tombstone")));
    }
}
