package io.centercontrol.usage.statements.http;

import io.centercontrol.usage.statements.model.Statement;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A statement in a list.
 *
 * @param tenantId whose it is
 * @param number from 1 without gaps, for each tenant
 * @param periodStart where the statement before ended
 * @param periodEnd the first moment that is no part of it
 * @param timeZone by whose midnight it ends
 * @param last whether the tenant was erased then, and no other one follows
 * @param closedAt when it was closed
 * @param hash SHA-256, hexadecimal
 */
@Schema(name = "StatementSummaryView")
record StatementSummaryView(
        UUID tenantId,
        long number,
        Instant periodStart,
        Instant periodEnd,
        String timeZone,
        boolean last,
        Instant closedAt,
        String hash) {
    static StatementSummaryView of(Statement statement) {
        var head = statement.head();
        return new StatementSummaryView(
                head.tenant().value(),
                head.number(),
                head.start(),
                head.end(),
                head.timeZone(),
                head.last(),
                head.closedAt(),
                statement.hash());
    }
}
