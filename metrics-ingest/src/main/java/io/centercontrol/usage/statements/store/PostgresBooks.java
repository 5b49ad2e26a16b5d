package io.centercontrol.usage.statements.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.usage.statements.Books;
import io.centercontrol.usage.statements.model.Account;
import io.centercontrol.usage.statements.model.Entitled;
import io.centercontrol.usage.statements.model.PlanVersion;
import io.centercontrol.usage.statements.model.Price;
import io.centercontrol.usage.statements.model.Standing;
import io.centercontrol.usage.statements.model.Statement;
import io.centercontrol.usage.statements.model.Tally;
import io.centercontrol.usage.statements.store.StatementRows.AccountRow;
import io.centercontrol.usage.statements.store.StatementRows.CountedRow;
import io.centercontrol.usage.statements.store.StatementRows.EntitledDocument;
import io.centercontrol.usage.statements.store.StatementRows.EntitledRow;
import io.centercontrol.usage.statements.store.StatementRows.PriceRow;
import io.centercontrol.usage.statements.store.StatementRows.SeenRow;
import io.centercontrol.usage.statements.store.StatementRows.StandingDocument;
import io.centercontrol.usage.statements.store.StatementRows.StandingRow;
import io.centercontrol.usage.statements.store.StatementRows.StatementDocument;
import io.centercontrol.usage.statements.store.StatementRows.StatementRow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The books in PostgreSQL. Who closes a statement has the row of the books first, and that of the tenant's counting then. */
@Singleton
class PostgresBooks implements Books {
    private static final String TENANT = "TENANT";
    private static final String ENTITLEMENTS = "ENTITLEMENTS";
    private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** Nobody decides on it. */
    private final Transactions transactions;

    private final EventEncoder<Statement> encoder;
    private final Outbox outbox;
    private final Ids ids;
    private final Rounds rounds;

    PostgresBooks(Transactions transactions, EventEncoder<Statement> encoder, Outbox outbox, Ids ids, Rounds rounds) {
        this.transactions = transactions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
        this.rounds = rounds;
    }

    @Override
    public Uni<Void> hear(HeardStanding heard) {
        return transactions.run(session -> begun(session, heard)
                .chain(() -> heard(
                        session,
                        new Heard(
                                heard.begun().tenant(),
                                TENANT,
                                heard.version(),
                                heard.standing().since(),
                                heard.registered(),
                                Rows.write(StandingDocument.of(heard.standing())))))
                .invoke(() -> Transactions.afterCommit(rounds::stir)));
    }

    private static Uni<Void> begun(Mutiny.Session session, HeardStanding heard) {
        return heard.isLeaving()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(StatementSql.BEGIN)
                        .setParameter("row", Rows.write(AccountRow.of(heard.begun())))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> hear(HeardEntitled heard) {
        return transactions.run(session -> heard(
                session,
                new Heard(
                        heard.tenant(),
                        ENTITLEMENTS,
                        heard.version(),
                        heard.entitled().since(),
                        heard.planSince(),
                        Rows.write(EntitledDocument.of(heard.entitled())))));
    }

    private record Heard(TenantId tenant, String kind, long version, Instant at, Instant begun, String document) {}

    private static Uni<Void> heard(Mutiny.Session session, Heard heard) {
        return texts(session, StatementSql.SHARE, heard.tenant())
                .chain(() -> session.createNativeQuery(StatementSql.HEAR)
                        .setParameter("tenant", heard.tenant().value())
                        .setParameter("kind", heard.kind())
                        .setParameter("version", heard.version())
                        .setParameter("at", time(heard.at()))
                        .setParameter("begun", time(heard.begun()))
                        .setParameter("document", heard.document())
                        .executeUpdate()
                        .replaceWithVoid());
    }

    @Override
    public Uni<Void> hear(Map<PlanVersion, @Nullable Price> prices, Instant now) {
        var rows = prices.entrySet().stream()
                .map(one -> new PriceRow(one.getKey().key(), one.getKey().version(), one.getValue()))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transactions.run(session -> session.createNativeQuery(StatementSql.PRICED)
                        .setParameter("rows", Rows.write(rows))
                        .setParameter("now", time(now))
                        .executeUpdate()
                        .replaceWithVoid());
    }

    @Override
    public Uni<Optional<Account>> lockDue(Instant now) {
        return transactions.run(session -> locked(
                session,
                OneColumn.select(session, StatementSql.DUE, String.class)
                        .setParameter("now", time(now))
                        .getResultList()));
    }

    @Override
    public Uni<Void> postpone(TenantId tenant, Instant lookAt) {
        return transactions.run(session -> session.createNativeQuery(StatementSql.POSTPONE)
                .setParameter("tenant", tenant.value())
                .setParameter("at", time(lookAt))
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Optional<Account>> account(TenantId tenant) {
        return transactions.run(
                session -> texts(session, StatementSql.ACCOUNT, tenant).map(PostgresBooks::account));
    }

    @Override
    public Uni<Optional<Account>> lock(TenantId tenant, boolean wait) {
        var sql = StatementSql.ACCOUNT + (wait ? " for update" : " for update skip locked");
        return transactions.run(session -> locked(session, texts(session, sql, tenant)));
    }

    /** The books, whose row is had; then the row that who counts shares. */
    private static Uni<Optional<Account>> locked(Mutiny.Session session, Uni<List<String>> rows) {
        return rows.map(PostgresBooks::account)
                .call(account -> account.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : texts(
                                session,
                                StatementSql.LOCK_COUNTING,
                                account.get().tenant()));
    }

    private static Optional<Account> account(List<String> rows) {
        return rows.stream()
                .findFirst()
                .map(row -> Rows.read(row, AccountRow.class).toModel());
    }

    @Override
    public Uni<List<Standing>> standings(TenantId tenant, Instant from, Instant before) {
        return states(
                new Asked(tenant, TENANT, from, before), StandingRow.class, StandingRow::since, StandingRow::toModel);
    }

    @Override
    public Uni<List<Entitled>> entitled(TenantId tenant, Instant from, Instant before) {
        return states(
                new Asked(tenant, ENTITLEMENTS, from, before),
                EntitledRow.class,
                EntitledRow::since,
                EntitledRow::toModel);
    }

    private record Asked(TenantId tenant, String kind, Instant from, Instant before) {}

    private <R, S> Uni<List<S>> states(
            Asked asked, Class<R> type, Function<R, Instant> since, BiFunction<R, Instant, S> toModel) {
        return transactions.run(session -> OneColumn.select(session, StatementSql.HEARD, String.class)
                .setParameter("tenant", asked.tenant().value())
                .setParameter("kind", asked.kind())
                .setParameter("from", time(asked.from()))
                .setParameter("before", time(asked.before()))
                .getResultList()
                .map(rows -> {
                    var states = new ArrayList<S>();
                    var last = EVER;
                    for (var text : rows) {
                        var row = Rows.read(text, type);
                        // A later version counts no earlier, whatever its owner's clock said.
                        last = since.apply(row).isBefore(last) ? last : since.apply(row);
                        states.add(toModel.apply(row, last));
                    }
                    return states;
                }));
    }

    @Override
    public Uni<Map<PlanVersion, Price>> prices(Collection<PlanVersion> versions, Instant by) {
        var rows = versions.stream()
                .map(one -> new PriceRow(one.key(), one.version(), null))
                .toList();
        return transactions.run(session -> OneColumn.select(session, StatementSql.PRICES, String.class)
                .setParameter("rows", Rows.write(rows))
                .setParameter("by", time(by))
                .getResultList()
                .map(found -> found.stream()
                        .map(row -> Rows.read(row, PriceRow.class))
                        .collect(Collectors.toMap(
                                row -> new PlanVersion(row.plan(), row.version()),
                                row -> Objects.requireNonNull(row.price())))));
    }

    @Override
    public Uni<Tally> tally(TenantId tenant, @Nullable Instant from, @Nullable Instant before, long statements) {
        var first = from == null ? EVER : from;
        var end = before == null ? NEVER : before;
        return transactions.run(session -> OneColumn.select(session, StatementSql.COUNTED, String.class)
                .setParameter("tenant", tenant.value())
                .setParameter("statements", statements)
                .setParameter("from", time(first))
                .setParameter("before", time(end))
                .getResultList()
                .chain(counted -> OneColumn.select(session, StatementSql.SEEN, String.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("statements", statements)
                        .setParameter("from", firstDay(first))
                        .setParameter("before", firstDay(end))
                        .getResultList()
                        .map(seen -> new Tally(
                                counted.stream()
                                        .map(row ->
                                                Rows.read(row, CountedRow.class).toModel())
                                        .toList(),
                                seen.stream()
                                        .map(row ->
                                                Rows.read(row, SeenRow.class).toModel())
                                        .toList()))));
    }

    /** The first day of UTC that begins at a moment or after it. */
    private static LocalDate firstDay(Instant moment) {
        var day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().equals(moment) ? day : day.plusDays(1);
    }

    @Override
    public Uni<List<Long>> late(TenantId tenant, long statements) {
        return transactions.run(session -> OneColumn.select(session, StatementSql.LATE, Long.class)
                .setParameter("tenant", tenant.value())
                .setParameter("statements", statements)
                .getResultList());
    }

    @Override
    public Uni<Void> save(Statement statement, Account next, Cause cause) {
        var head = statement.head();
        return transactions.run(session -> session.createNativeQuery(StatementSql.SAVE)
                .setParameter("tenant", head.tenant().value())
                .setParameter("number", head.number())
                .setParameter("starts", time(head.start()))
                .setParameter("ends", time(head.end()))
                .setParameter("month", statement.month())
                .setParameter("hash", statement.hash())
                .setParameter("document", Rows.write(new StatementDocument(head, statement.content())))
                .executeUpdate()
                .chain(() -> session.createNativeQuery(StatementSql.NEXT)
                        .setParameter("row", Rows.write(AccountRow.of(next)))
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(StatementSql.CLOSED)
                        .setParameter("tenant", head.tenant().value())
                        .setParameter("zone", next.timeZone())
                        .setParameter("until", time(head.end()))
                        .setParameter("statements", head.number())
                        .executeUpdate())
                .chain(() -> outbox.append(session, encoder.encode(ids.next(), statement.closed(), cause))));
    }

    @Override
    public Uni<Void> forget(TenantId tenant) {
        return transactions.run(
                session -> session.createNativeQuery("delete from statement_heard where tenant_id = :tenant")
                        .setParameter("tenant", tenant.value())
                        .executeUpdate()
                        .replaceWithVoid());
    }

    @Override
    public Uni<Optional<Statement>> statement(TenantId tenant, long number) {
        return transactions.run(session -> OneColumn.select(session, StatementSql.STATEMENT, String.class)
                .setParameter("tenant", tenant.value())
                .setParameter("number", number)
                .getResultList()
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> Rows.read(row, StatementRow.class).toModel())));
    }

    @Override
    public Uni<Page<Statement>> find(
            @Nullable TenantId tenant, @Nullable String month, int limit, @Nullable String cursor) {
        var all = new Conditions()
                .add("t.tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value())
                .add("t.month = :month", "month", month);
        var part = all.copy();
        var place = Cursor.read(cursor, 2);
        if (place != null) {
            part.add(
                    "(t.tenant_id, t.number) > (:placeTenant, :placeNumber)",
                    "placeTenant",
                    tenant(place.getFirst()),
                    "placeNumber",
                    number(place.getLast()));
        }
        return transactions.run(session -> Pages.ofMany(
                session,
                "statement t",
                all,
                part,
                "t.tenant_id, t.number",
                limit,
                row -> Rows.read(row, StatementRow.class).toModel(),
                one -> Cursor.of(one.tenant().toString(), Long.toString(one.number()))));
    }

    @Override
    public Uni<List<String>> of(TenantId tenant) {
        return transactions.run(session -> texts(session, StatementSql.OF_TENANT, tenant));
    }

    private static Uni<List<String>> texts(Mutiny.Session session, String sql, TenantId tenant) {
        return OneColumn.select(session, sql, String.class)
                .setParameter("tenant", tenant.value())
                .getResultList();
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static UUID tenant(String text) {
        try {
            return TenantId.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
