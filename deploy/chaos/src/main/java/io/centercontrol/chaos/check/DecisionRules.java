package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Subject;
import java.util.List;

/**
 * Orders against proven suspensions. A later version that lets orders through again excuses an order only if it was asked
 * for before the order was answered; what nobody asked for may have come at any time.
 */
final class DecisionRules {
    private static final String ACTIVE = "ACTIVE";

    private DecisionRules() {}

    static void check(Subject subject, Life life, Index index, List<Violation> found) {
        for (var proof : life.proofs()) {
            var proven = life.at(proof.version());
            if (proven == null || proven.status().equals(ACTIVE)) {
                continue;
            }
            for (var decision : life.decisions()) {
                if (letThrough(life, decision)
                        && decision.begun() > proof.at()
                        && !mayHaveChanged(life, index, proof.version(), decision.ended())) {
                    found.add(new Violation(
                            Rule.SUSPENSION_HOLDS,
                            subject,
                            proof.version(),
                            decision.instance() + " allowed an order that began "
                                    + (decision.begun() - proof.at()) / 1_000 + " ms after version "
                                    + proof.version() + " (" + proven.status() + ") was proven "
                                    + proof.status()));
                }
            }
        }
    }

    /** An order that nobody answered was let through if it was placed. */
    private static boolean letThrough(Life life, Entry.Decided decision) {
        return switch (decision.decision()) {
            case ALLOWED -> true;
            case REFUSED -> false;
            case UNKNOWN -> life.placed().stream().anyMatch(order -> order.key().equals(decision.key()));
        };
    }

    private static boolean mayHaveChanged(Life life, Index index, long version, long until) {
        return life.after(version).values().stream()
                .filter(later -> later.status().equals(ACTIVE))
                .anyMatch(later -> asked(index, later) < until);
    }

    private static long asked(Index index, Entry.Past version) {
        var op = Work.named(version.reason());
        var work = op == null ? null : index.works().get(op);
        return work == null ? Long.MIN_VALUE : work.begun();
    }
}
