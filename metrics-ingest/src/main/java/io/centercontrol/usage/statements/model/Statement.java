package io.centercontrol.usage.statements.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/**
 * What a tenant had and used in a period, closed. It never changes.
 *
 * @param hash SHA-256 of {@link Canonical its text}, hexadecimal
 */
public record Statement(Head head, Content content, String hash) implements Aggregate {
    /** Most spans of grants that it names; of more it has the last ones. */
    public static final int MOST_GRANTS = 2_000;

    /** Closes it. */
    public static Statement close(Head head, Content content) {
        return new Statement(head, content, Canonical.hash(Canonical.lines(head, content)));
    }

    /** That it was closed. */
    public Change<Statement> closed() {
        return new Change<>(this, "statement.closed", List.of());
    }

    /** Whose it is. */
    public TenantId tenant() {
        return head.tenant();
    }

    /** From 1 without gaps, for each tenant. */
    public long number() {
        return head.number();
    }

    /** The month in which it begins, by its own time zone, such as {@code 2026-11}. */
    public String month() {
        return YearMonth.from(head.start().atZone(ZoneId.of(head.timeZone()))).toString();
    }

    @Override
    public String aggregateId() {
        return head.tenant().toString();
    }

    @Override
    public long version() {
        return head.number();
    }

    @Override
    public Instant updatedAt() {
        return head.closedAt();
    }

    @Override
    public String inWords() {
        return "The statement " + head.number() + " of tenant " + head.tenant();
    }
}
