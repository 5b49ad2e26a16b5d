package io.centercontrol.usage.statements.http;

import io.centercontrol.usage.statements.model.Content;
import io.centercontrol.usage.statements.model.Statement;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of a statement, as a table has it.
 *
 * @param number the statement's
 * @param kind PLAN, ADD_ON, STATUS, GRANT, USAGE, ALLOWANCE, ADJUSTMENT or OVER
 * @param key of the plan, add-on, feature or meter; the status
 * @param version of the plan or add-on; null of all else
 * @param statement the one that an adjustment is of; null of all else
 * @param from the first moment of a span; null of all else
 * @param until the first moment that is no part of a span; null of all else
 * @param currency of an amount or a price; null of all else
 * @param amount of a price for a whole interval, in the smallest unit of its currency; null of all else
 * @param included what is granted; null where there is no bound, and of all else
 * @param quantity what was counted, used, or is to be added; null of spans
 * @param over what was used beyond what is included; null of all else
 */
@Schema(name = "StatementLineView")
record LineView(
        long number,
        String kind,
        String key,
        @Nullable Integer version,
        @Nullable Long statement,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String currency,
        @Nullable Long amount,
        @Nullable Long included,
        @Nullable BigInteger quantity,
        @Nullable BigInteger over) {
    /** All of a statement, in the order of its text. */
    static List<LineView> of(Statement statement) {
        var lines = new ArrayList<LineView>();
        spans(statement.number(), statement.content(), lines);
        figures(statement.number(), statement.content(), lines);
        return lines;
    }

    private static void spans(long number, Content content, List<LineView> lines) {
        for (var plan : content.plans()) {
            var price = plan.price();
            lines.add(new LineView(
                    number,
                    plan.kind().name(),
                    plan.plan().key(),
                    plan.plan().version(),
                    null,
                    plan.from(),
                    plan.until(),
                    price == null ? null : price.currency(),
                    price == null ? null : price.minorUnits(),
                    null,
                    null,
                    null));
        }
        for (var status : content.statuses()) {
            lines.add(span(number, "STATUS", status.status(), status.from(), status.until(), null));
        }
        for (var grant : content.entitlements()) {
            var granted = grant.granted();
            lines.add(span(
                    number,
                    "GRANT",
                    granted.feature(),
                    grant.from(),
                    grant.until(),
                    granted.unlimited() ? null : granted.most()));
        }
    }

    private static void figures(long number, Content content, List<LineView> lines) {
        for (var figure : content.usage()) {
            lines.add(figure(
                    number, "USAGE", figure.meter(), null, ContentView.code(figure.currency()), figure.quantity()));
        }
        for (var allowance : content.allowances()) {
            lines.add(new LineView(
                    number,
                    "ALLOWANCE",
                    allowance.feature(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    allowance.included(),
                    allowance.used(),
                    allowance.over()));
        }
        for (var one : content.adjustments()) {
            lines.add(figure(
                    number,
                    "ADJUSTMENT",
                    one.meter(),
                    one.statement(),
                    ContentView.code(one.currency()),
                    one.quantity()));
        }
        for (var one : content.over()) {
            lines.add(figure(number, "OVER", one.feature(), one.statement(), null, one.over()));
        }
    }

    private static LineView span(
            long number, String kind, String key, Instant from, Instant until, @Nullable Long included) {
        return new LineView(number, kind, key, null, null, from, until, null, null, included, null, null);
    }

    private static LineView figure(
            long number,
            String kind,
            String key,
            @Nullable Long statement,
            @Nullable String currency,
            BigInteger quantity) {
        return new LineView(number, kind, key, null, statement, null, null, currency, null, null, quantity, null);
    }
}
