package io.centercontrol.usage.statements.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/**
 * A closed period for which something came since the last statement.
 *
 * @param closed the statement of that period
 * @param before what is counted of it without what came since
 * @param after what is counted of it by now
 */
public record Late(Statement closed, List<Figure> before, List<Figure> after) {
    public Late {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** By meter and currency. */
    List<Adjustment> adjustments() {
        var said = new HashMap<Figure.Key, Figure>();
        before.forEach(figure -> said.put(figure.key(), figure));
        var found = new ArrayList<Adjustment>();
        for (var figure : after) {
            var last = said.get(figure.key());
            var events = last == null ? figure.events() : figure.events().subtract(last.events());
            var quantity = last == null ? figure.quantity() : figure.quantity().subtract(last.quantity());
            if (events.signum() != 0 || quantity.signum() != 0) {
                found.add(new Adjustment(
                        closed.number(), figure.meter(), figure.feature(), figure.currency(), events, quantity));
            }
        }
        found.sort(Comparator.comparing(Adjustment::meter).thenComparing(Adjustment::currency));
        return found;
    }

    /** By feature: what was included then does not change. */
    List<OverAdjustment> over() {
        var found = new ArrayList<OverAdjustment>();
        for (var allowance : closed.content().allowances()) {
            if (allowance.included() != null) {
                var less = Objects.requireNonNull(allowance.with(before).over());
                var more = Objects.requireNonNull(allowance.with(after).over());
                if (!more.equals(less)) {
                    found.add(new OverAdjustment(closed.number(), allowance.feature(), more.subtract(less)));
                }
            }
        }
        return found;
    }
}
