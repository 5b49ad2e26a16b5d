package io.centercontrol.usage.statements.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of a statement as another system takes it: each line of usage, and each adjustment. Nothing of what is 0.
 *
 * @param id the same whenever it is made of the same line of the same statement, and of no other
 * @param meter its key
 * @param currency empty where it is no money
 * @param adjusts the statement that it adds to; null of usage of the period itself
 * @param at the period's last second
 */
public record Posting(
        String id,
        String meter,
        String currency,
        BigInteger quantity,
        @Nullable Long adjusts,
        Instant at) {
    private static final int DIGITS = 40;

    /** All of a statement, in its order. */
    public static List<Posting> of(Statement statement) {
        var at = statement.head().end().minusSeconds(1);
        var all = new ArrayList<Posting>();
        for (var figure : statement.content().usage()) {
            var id = id(statement, "USAGE", figure.meter(), figure.currency());
            all.add(new Posting(id, figure.meter(), figure.currency(), figure.quantity(), null, at));
        }
        for (var one : statement.content().adjustments()) {
            var id = id(statement, "ADJUSTMENT", Long.toString(one.statement()), one.meter(), one.currency());
            all.add(new Posting(id, one.meter(), one.currency(), one.quantity(), one.statement(), at));
        }
        all.removeIf(one -> one.quantity().signum() == 0);
        return all;
    }

    private static String id(Statement statement, String... line) {
        var hash = Canonical.sha256(statement.hash() + "\n" + String.join("\t", line));
        return "st_" + hash.substring(0, DIGITS);
    }
}
