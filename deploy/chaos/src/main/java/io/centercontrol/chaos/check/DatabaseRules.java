package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Subject;
import java.util.List;

/** The owner's two tables against each other. */
final class DatabaseRules {
    private DatabaseRules() {}

    static void check(Subject subject, Life life, List<Violation> found) {
        if (life.isEnded()) {
            return;
        }
        var expected = 1L;
        for (var version : life.past().keySet()) {
            if (version != expected) {
                found.add(new Violation(
                        Rule.VERSIONS_RISE_BY_ONE,
                        subject,
                        expected,
                        "after version " + (expected - 1) + " comes version " + version));
            }
            expected = version + 1;
        }
        var row = life.row();
        if (row == null) {
            if (!life.past().isEmpty()) {
                found.add(new Violation(
                        Rule.VERSIONS_RISE_BY_ONE, subject, expected - 1, "it has a past, but no row any more"));
            }
            return;
        }
        var last = life.past().isEmpty() ? null : life.past().lastEntry().getValue();
        if (last == null || last.version() != row.version()) {
            found.add(new Violation(
                    Rule.VERSIONS_RISE_BY_ONE,
                    subject,
                    row.version(),
                    "its row is version " + row.version() + ", the last that its past knows is "
                            + (last == null ? "none" : last.version())));
        } else if (!last.eventId().equals(row.eventId()) || !last.content().equals(row.content())) {
            found.add(new Violation(
                    Rule.VERSIONS_RISE_BY_ONE,
                    subject,
                    row.version(),
                    "its row is not what its past says of the same version"));
        }
    }
}
