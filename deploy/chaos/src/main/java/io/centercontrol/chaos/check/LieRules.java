package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.History;
import java.util.List;

/** What came of a tenant service's lies for everybody else. */
final class LieRules {
    private LieRules() {}

    static void check(History history, List<Violation> found) {
        history.all(Entry.Stayed.class).stream()
                .filter(stayed -> !stayed.same())
                .forEach(stayed -> found.add(new Violation(
                        Rule.LIES_HARM_NOBODY, null, 0, stayed.process() + " ended while nothing but lies was told")));
        var lies = history.all(Entry.Lied.class).stream()
                .filter(Entry.Lied::mustBeSetAside)
                .toList();
        var told = lies.stream().mapToLong(Entry.Lied::count).sum();
        var setAside = lies.stream().mapToLong(Entry.Lied::setAside).max().orElse(0);
        if (setAside < told) {
            found.add(new Violation(
                    Rule.LIES_HARM_NOBODY,
                    null,
                    0,
                    "of " + told + " records that nobody can take for true, " + setAside + " were set aside"));
        }
    }
}
