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
        index.lives().forEach((tenant, life) -> {
            DatabaseRules.check(tenant, life, found);
            TopicRules.check(tenant, life, found);
            CopyRules.check(tenant, life, index.instances(), found);
            DecisionRules.check(tenant, life, index, found);
        });
        PositionRules.check(index, found);
        return found;
    }
}
