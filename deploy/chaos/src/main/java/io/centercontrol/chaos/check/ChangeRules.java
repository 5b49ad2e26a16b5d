package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Subject;
import java.util.List;
import java.util.Objects;

/** What was answered against what is in the database. */
final class ChangeRules {
    private static final Subject NOBODY = new Subject("nothing", "");

    private ChangeRules() {}

    static void check(Index index, List<Violation> found) {
        index.works().forEach((op, work) -> {
            work.acknowledged().forEach(answer -> isKept(index, op, answer, found));
            var effects = index.effects(op);
            if (effects.size() > 1) {
                var last = effects.getLast();
                found.add(new Violation(
                        Rule.ASKED_ONCE_DONE_ONCE,
                        last.subject(),
                        last.version(),
                        op + " was made " + effects.size() + " times: versions "
                                + effects.stream().map(Entry.Past::version).toList()));
            }
            if (work.refused() && !effects.isEmpty()) {
                var effect = effects.getFirst();
                found.add(new Violation(
                        Rule.ASKED_ONCE_DONE_ONCE,
                        effect.subject(),
                        effect.version(),
                        op + " was refused, and yet it was made"));
            }
        });
    }

    private static void isKept(Index index, String op, Entry.Answered answer, List<Violation> found) {
        var subject = Objects.requireNonNullElse(answer.subject(), NOBODY);
        var version = Objects.requireNonNullElse(answer.version(), 0L);
        var life = index.lives().get(subject);
        if (life != null && life.isEnded()) {
            return;
        }
        var committed = life == null ? null : life.at(version);
        if (committed == null) {
            found.add(new Violation(
                    Rule.ACKNOWLEDGED_IS_KEPT,
                    subject,
                    version,
                    op + " was acknowledged as version " + version + ", which the database does not hold"));
        } else if (!committed.eventId().equals(answer.eventId())) {
            found.add(new Violation(
                    Rule.ACKNOWLEDGED_IS_KEPT,
                    subject,
                    version,
                    op + " was acknowledged as event " + answer.eventId() + ", the database holds "
                            + committed.eventId()));
        } else if (!op.equals(Work.named(committed.reason())) && !wasSoAlready(index, op, committed)) {
            found.add(new Violation(
                    Rule.ACKNOWLEDGED_IS_KEPT,
                    subject,
                    version,
                    op + " was acknowledged as a version that says it came of " + committed.reason()));
        }
    }

    /**
     * Whether a version that somebody else made is a true answer: he asked for the very same, and nobody had been told of a
     * later version when this change was asked for.
     */
    private static boolean wasSoAlready(Index index, String op, Entry.Past committed) {
        var works = index.works();
        var work = works.get(op);
        var maker = works.get(Objects.requireNonNullElse(Work.named(committed.reason()), ""));
        return work != null
                && maker != null
                && !work.wants().isEmpty()
                && work.wants().equals(maker.wants())
                && index.effects(op).isEmpty()
                && works.values().stream()
                        .flatMap(other -> other.acknowledged().stream())
                        .filter(answer -> committed.subject().equals(answer.subject()))
                        .filter(answer -> Objects.requireNonNullElse(answer.version(), 0L) > committed.version())
                        .noneMatch(answer -> answer.at() < work.begun());
    }
}
