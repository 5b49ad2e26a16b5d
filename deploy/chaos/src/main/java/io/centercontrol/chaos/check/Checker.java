package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.History;
import java.util.ArrayList;
import java.util.List;

/** Holds a history to all rules. */
public final class Checker {
    private Checker() {}

    /** Every violation there is, in no order of weight. Empty for a history that is as it should be. */
    public static List<Violation> check(History history) {
        var index = new Index(history);
        var found = new ArrayList<Violation>();
        ChangeRules.check(index, found);
        index.lives().forEach((subject, life) -> {
            DatabaseRules.check(subject, life, found);
            TopicRules.check(subject, life, found);
            CopyRules.check(subject, life, index.instances(subject.topic()), found);
            OrderRules.check(subject, life, found);
            OrderRules.checkCounts(subject, life, found);
            DecisionRules.check(subject, life, index, found);
            AuditRules.check(subject, life, found);
        });
        PositionRules.check(index, found);
        LieRules.check(history, found);
        AuditRules.check(history, found);
        return found;
    }
}
