package io.centercontrol.usage.statements.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.statements.model.Account;
import io.centercontrol.usage.statements.model.AddOn;
import io.centercontrol.usage.statements.model.Content;
import io.centercontrol.usage.statements.model.Counted;
import io.centercontrol.usage.statements.model.Entitled;
import io.centercontrol.usage.statements.model.Head;
import io.centercontrol.usage.statements.model.PlanVersion;
import io.centercontrol.usage.statements.model.Price;
import io.centercontrol.usage.statements.model.Seen;
import io.centercontrol.usage.statements.model.Standing;
import io.centercontrol.usage.statements.model.Statement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as they go to and fro as JSON. */
final class StatementRows {
    private StatementRows() {}

    /** A row of {@code statement_account}. */
    record AccountRow(
            UUID tenantId,
            int anchor,
            Instant opens,
            Instant ends,
            String timeZone,
            long statements,
            String lastHash,
            @Nullable Instant lookAt) {
        static AccountRow of(Account account) {
            return new AccountRow(
                    account.tenant().value(),
                    account.anchor(),
                    account.opens(),
                    account.ends(),
                    account.timeZone(),
                    account.statements(),
                    account.lastHash(),
                    account.lookAt());
        }

        Account toModel() {
            return new Account(new TenantId(tenantId), anchor, opens, ends, timeZone, statements, lastHash, lookAt);
        }
    }

    /** How a tenant stands, as it is kept. */
    record StandingDocument(String status, @Nullable String currency, String timeZone) {
        static StandingDocument of(Standing standing) {
            return new StandingDocument(standing.status(), standing.currency(), standing.timeZone());
        }
    }

    /** A row of {@code statement_heard} with one. */
    record StandingRow(Instant since, StandingDocument document) {
        Standing toModel(Instant counts) {
            return new Standing(counts, document.status(), document.currency(), document.timeZone());
        }
    }

    /** What a tenant is entitled to, as it is kept. */
    record EntitledDocument(PlanVersion plan, boolean trial, List<AddOn> addOns, List<Granted> granted) {
        static EntitledDocument of(Entitled entitled) {
            return new EntitledDocument(entitled.plan(), entitled.trial(), entitled.addOns(), entitled.granted());
        }
    }

    /** A row of {@code statement_heard} with that. */
    record EntitledRow(Instant since, EntitledDocument document) {
        Entitled toModel(Instant counts) {
            return new Entitled(counts, document.plan(), document.trial(), document.addOns(), document.granted());
        }
    }

    /** A row of {@code statement_price}. */
    record PriceRow(String plan, int version, @Nullable Price price) {}

    /** Sums of minutes. */
    record CountedRow(
            String meter,
            String currency,
            Map<String, String> groups,
            BigInteger events,
            BigDecimal total,
            long highest,
            long latest,
            Instant latestAt) {
        Counted toModel() {
            return new Counted(meter, currency, groups, events, total.toBigIntegerExact(), highest, latest, latestAt);
        }
    }

    /** Counts of days. */
    record SeenRow(String meter, BigInteger times, BigInteger subjects) {
        Seen toModel() {
            return new Seen(meter, times, subjects);
        }
    }

    /** What is kept of a statement as JSON. Fields are only added, and an added one may be missing. */
    record StatementDocument(Head head, Content content) {}

    /** A row of {@code statement}. */
    record StatementRow(UUID tenantId, long number, String hash, StatementDocument document) {
        Statement toModel() {
            return new Statement(document.head(), document.content(), hash);
        }
    }
}
