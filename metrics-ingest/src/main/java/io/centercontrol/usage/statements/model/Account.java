package io.centercontrol.usage.statements.model;

import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The books of a tenant: the period that is open, and the last statement.
 *
 * @param anchor the day of the month on which periods begin
 * @param opens where the open period begins
 * @param ends where it ends
 * @param timeZone by whose midnight it ends: another one counts from the next period on
 * @param statements how many are closed
 * @param lastHash of the last of them; empty when there is none
 * @param lookAt when the period is to be closed; null when the tenant is erased, and nothing follows
 */
public record Account(
        TenantId tenant,
        int anchor,
        Instant opens,
        Instant ends,
        String timeZone,
        long statements,
        String lastHash,
        @Nullable Instant lookAt) {
    /**
     * The books of a tenant of which was heard for the first time.
     *
     * @param oldest nothing that happened before it can count any more
     * @param delay how long after its end a period is closed
     */
    public static Account begin(TenantId tenant, Instant registered, String timeZone, Instant oldest, Duration delay) {
        var zone = ZoneId.of(timeZone);
        var anchor = Periods.anchor(registered, zone);
        var opens = Periods.first(registered, oldest, zone);
        var ends = Periods.end(opens, anchor, zone);
        return new Account(tenant, anchor, opens, ends, timeZone, 0, "", ends.plus(delay));
    }

    /** What the statement of the open period is of, closed or looked at before. */
    public Head head(Instant now) {
        return head(ends, false, now);
    }

    /**
     * What a statement is of that is closed before the period's end: up to the end of the minute that is running, since figures are by
     * the minute. Of a period that is over, the same as {@link #head}.
     *
     * @return null when the open period begins with the next minute
     */
    public @Nullable Head earlyHead(Instant now) {
        var end = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        if (!end.isBefore(ends)) {
            return head(now);
        }
        return end.isAfter(opens) ? head(end, false, now) : null;
    }

    /** What the last statement is of, when the tenant is erased. */
    public Head lastHead(Instant now) {
        var end = now.truncatedTo(ChronoUnit.MILLIS);
        return head(end.isBefore(opens) ? opens : end, true, now);
    }

    private Head head(Instant end, boolean last, Instant now) {
        return new Head(
                tenant, statements + 1, opens, end, timeZone, last, now.truncatedTo(ChronoUnit.MILLIS), lastHash);
    }

    /**
     * The books when a statement of the open period is closed. What is left of one that was closed early is the next period.
     *
     * @param zone the tenant's when it ends
     */
    public Account after(Statement statement, String zone, Duration delay) {
        var head = statement.head();
        var isEarly = !head.last() && head.end().isBefore(ends);
        var end = head.last() ? head.end() : isEarly ? ends : Periods.end(head.end(), anchor, ZoneId.of(zone));
        return new Account(
                tenant,
                anchor,
                head.end(),
                end,
                isEarly ? timeZone : zone,
                head.number(),
                statement.hash(),
                head.last() ? null : end.plus(delay));
    }
}
