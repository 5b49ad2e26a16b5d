package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Decision;
import io.centercontrol.chaos.history.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** What customers were answered, and what was counted, against the orders in the shop's own database. */
final class OrderRules {
    /** What is left of a shop in these is not an order's business. */
    private static final Set<String> LEAVING = Set.of("ERASING", "DELETED");

    private static final Set<String> OUT = Set.of("EXPORTING", "ERASING", "DELETED");

    private OrderRules() {}

    static void check(Subject subject, Life life, List<Violation> found) {
        var row = life.row();
        if (row == null || LEAVING.contains(row.status())) {
            return;
        }
        var placed = new HashMap<String, Entry.Placed>();
        for (var order : life.placed()) {
            if (placed.put(order.key(), order) != null) {
                found.add(of(subject, "two orders were placed for " + order.key()));
            }
        }
        var asked = new HashMap<String, Entry.Decided>();
        for (var decision : life.decisions()) {
            asked.put(decision.key(), decision);
            var order = placed.get(decision.key());
            if (decision.decision() == Decision.ALLOWED
                    && (order == null || !order.order().equals(decision.order()))) {
                found.add(of(
                        subject,
                        decision.key() + " was answered with the order " + decision.order()
                                + ", the shop's database holds " + (order == null ? "none" : order.order())));
            }
        }
        placed.forEach((key, order) -> {
            var decision = asked.get(key);
            if (decision == null) {
                found.add(of(subject, "nobody asked for the order " + order.order()));
            } else if (decision.decision() == Decision.REFUSED) {
                found.add(of(subject, key + " was refused, and yet the order " + order.order() + " was placed"));
            }
        });
    }

    /** A tenant that was ever on its way out is not counted any more from then on. */
    static void checkCounts(Subject subject, Life life, List<Violation> found) {
        if (life.row() == null || life.past().values().stream().anyMatch(past -> OUT.contains(past.status()))) {
            return;
        }
        for (var counted : life.counted()) {
            if (counted.orders() != counted.countedOrders() || counted.minor() != counted.countedMinor()) {
                found.add(new Violation(
                        Rule.ORDERS_ARE_COUNTED,
                        subject,
                        0,
                        "the shop has " + counted.orders() + " orders for " + counted.minor() + ", the figures say "
                                + counted.countedOrders() + " for " + counted.countedMinor()));
            }
        }
    }

    private static Violation of(Subject subject, String text) {
        return new Violation(Rule.ORDERS_ARE_KEPT, subject, 0, text);
    }
}
