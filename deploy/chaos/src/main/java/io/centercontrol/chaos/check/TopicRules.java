package io.centercontrol.chaos.check;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** What is on the topic against what was committed. A record may stand there more than once. */
final class TopicRules {
    private TopicRules() {}

    static void check(UUID tenant, Life life, List<Violation> found) {
        var said = new HashSet<Long>();
        var highest = 0L;
        for (var record : life.said()) {
            var committed = life.at(record.version());
            var place = "the record at partition " + record.partition() + " offset " + record.offset();
            if (committed == null) {
                found.add(new Violation(
                        Rule.SAID_WAS_COMMITTED, tenant, record.version(), place + " says what was never committed"));
            } else if (!committed.eventId().equals(record.eventId())
                    || !committed.content().equals(record.content())) {
                found.add(new Violation(
                        Rule.SAID_WAS_COMMITTED,
                        tenant,
                        record.version(),
                        place + " says something else than what was committed as this version"));
            }
            if (record.partition() != life.said().getFirst().partition()) {
                found.add(new Violation(
                        Rule.SAID_IN_ORDER, tenant, record.version(), place + " is not where the tenant's others are"));
            }
            if (said.add(record.version())) {
                if (record.version() < highest) {
                    found.add(new Violation(
                            Rule.SAID_IN_ORDER,
                            tenant,
                            record.version(),
                            place + " is the first of its version, behind version " + highest));
                }
                highest = Math.max(highest, record.version());
            }
        }
        for (var version : life.past().keySet()) {
            if (!said.contains(version)) {
                found.add(new Violation(
                        Rule.COMMITTED_IS_SAID, tenant, version, "it was committed, and is not on the topic"));
            }
        }
    }
}
