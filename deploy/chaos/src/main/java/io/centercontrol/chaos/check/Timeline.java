package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** The smallest part of a history that shows a violation: what one subject went through around it. */
public final class Timeline {
    private static final int MOST = 30;

    private Timeline() {}

    /** The violation that takes the fewest lines to show. */
    public static Violation simplest(History history, List<Violation> violations) {
        // Whoever counts lines of thousands of violations is late: the first of each rule tell enough.
        var seen = new HashSet<Rule>();
        return violations.stream()
                .filter(violation -> seen.add(violation.rule()))
                .min(Comparator.comparingInt(violation -> of(history, violation).size()))
                .orElseThrow();
    }

    /** The lines that show a violation: asked and answered, then what each place holds. */
    public static List<String> of(History history, Violation violation) {
        var subject = violation.subject();
        var lines = new ArrayList<String>();
        if (subject == null) {
            history.all(Entry.End.class).forEach(end -> lines.add(end.toString()));
            history.all(Entry.Stood.class).forEach(stood -> lines.add(stood.toString()));
            history.all(Entry.Lied.class).forEach(lied -> lines.add(lied.toString()));
            history.all(Entry.Stayed.class).forEach(stayed -> lines.add(stayed.toString()));
            history.all(Entry.Claimed.class).forEach(claimed -> lines.add(claimed.toString()));
            return lines;
        }
        var ops = new HashSet<String>();
        for (var entry : history.entries()) {
            if (entry instanceof Entry.Past past && past.subject().equals(subject) && near(past.version(), violation)) {
                var op = Work.named(past.reason());
                if (op != null) {
                    ops.add(op);
                }
            }
            if (entry instanceof Entry.Answered answered
                    && subject.equals(answered.subject())
                    && answered.version() != null
                    && near(answered.version(), violation)) {
                ops.add(answered.op());
            }
        }
        for (var entry : history.entries()) {
            var op = History.op(entry);
            var shown =
                    op != null ? ops.contains(op) : subject.equals(History.subject(entry)) && isNear(entry, violation);
            if (shown && lines.size() < MOST) {
                lines.add(entry.toString());
            }
        }
        return lines;
    }

    private static boolean isNear(Entry entry, Violation violation) {
        return switch (entry) {
            case Entry.Row _, Entry.Copied _ -> true;
            case Entry.Past past -> near(past.version(), violation);
            case Entry.Placed _ -> violation.rule() == Rule.ORDERS_ARE_KEPT;
            case Entry.Counted _ -> violation.rule() == Rule.ORDERS_ARE_COUNTED;
            case Entry.Ended _ -> true;
            case Entry.Said said -> near(said.version(), violation);
            case Entry.Proven proven -> near(proven.version(), violation);
            case Entry.Decided decided ->
                (violation.rule() == Rule.SUSPENSION_HOLDS || violation.rule() == Rule.ORDERS_ARE_KEPT)
                        && decided.decision() == Entry.Decision.ALLOWED;
            default -> false;
        };
    }

    private static boolean near(long version, Violation violation) {
        return Math.abs(version - violation.version()) <= 1;
    }
}
