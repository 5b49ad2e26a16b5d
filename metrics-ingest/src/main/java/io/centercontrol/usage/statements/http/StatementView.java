package io.centercontrol.usage.statements.http;

import io.centercontrol.usage.statements.model.Canonical;
import io.centercontrol.usage.statements.model.Statement;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A statement as a whole.
 *
 * @param tenantId whose it is
 * @param number from 1 without gaps, for each tenant
 * @param periodStart where the statement before ended
 * @param periodEnd the first moment that is no part of it
 * @param timeZone by whose midnight it ends
 * @param last whether the tenant was erased then, and no other one follows
 * @param closedAt when it was closed
 * @param content what it says
 * @param form of what text the hash is
 * @param previousHash the hash of the statement before; empty of the first
 * @param hash SHA-256, hexadecimal
 */
@Schema(name = "StatementView")
record StatementView(
        UUID tenantId,
        long number,
        Instant periodStart,
        Instant periodEnd,
        String timeZone,
        boolean last,
        Instant closedAt,
        ContentView content,
        String form,
        String previousHash,
        String hash) {
    static StatementView of(Statement statement) {
        var head = statement.head();
        return new StatementView(
                head.tenant().value(),
                head.number(),
                head.start(),
                head.end(),
                head.timeZone(),
                head.last(),
                head.closedAt(),
                ContentView.of(statement.content()),
                Canonical.FORM,
                head.previous(),
                statement.hash());
    }
}
