package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Subject;
import java.util.List;
import java.util.Set;

/** What the instances applied against what was committed. */
final class CopyRules {
    private CopyRules() {}

    /** @param instances those that keep a copy of the subject's topic */
    static void check(Subject subject, Life life, Set<String> instances, List<Violation> found) {
        if (life.isEnded()) {
            life.copies()
                    .forEach(copy -> found.add(new Violation(
                            Rule.COPIES_ARE_EQUAL,
                            subject,
                            copy.version(),
                            copy.instance() + " holds a version " + copy.version() + " of what was erased")));
            return;
        }
        for (var copy : life.copies()) {
            wasCommitted(subject, life, copy, found);
        }
        var row = life.row();
        if (row == null) {
            return;
        }
        for (var instance : instances) {
            var copy = life.copies().stream()
                    .filter(candidate -> candidate.instance().equals(instance))
                    .findFirst();
            if (copy.isEmpty()) {
                found.add(new Violation(Rule.COPIES_ARE_EQUAL, subject, row.version(), instance + " does not know it"));
            } else if (copy.get().version() != row.version()
                    || !copy.get().content().equals(row.content())) {
                found.add(new Violation(
                        Rule.COPIES_ARE_EQUAL,
                        subject,
                        row.version(),
                        instance + " holds version " + copy.get().version() + " ("
                                + copy.get().status() + "), the owner holds version " + row.version() + " ("
                                + row.status() + ")"));
            }
        }
    }

    private static void wasCommitted(Subject subject, Life life, Entry.Copied copy, List<Violation> found) {
        var committed = life.at(copy.version());
        if (committed == null
                || !committed.eventId().equals(copy.eventId())
                || !committed.content().equals(copy.content())) {
            found.add(new Violation(
                    Rule.APPLIED_WAS_COMMITTED,
                    subject,
                    copy.version(),
                    copy.instance() + " holds a version " + copy.version() + " that was not committed so"));
        } else if (life.said().stream().noneMatch(record -> record.bytes().equals(copy.bytes()))) {
            found.add(new Violation(
                    Rule.APPLIED_WAS_COMMITTED,
                    subject,
                    copy.version(),
                    copy.instance() + " holds bytes that no record of the topic has"));
        }
    }
}
