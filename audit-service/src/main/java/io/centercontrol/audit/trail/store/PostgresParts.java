package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.Parts;
import io.centercontrol.audit.trail.PartsInUseException;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Due;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.audit.trail.model.TrailRefusals;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Months of sealed_part. One of which something goes is never deleted from: it is dropped, or a table of what stays takes its place.
 * Erasures are the only others who write to a month that is over, and they pass the same fence.
 */
@Singleton
class PostgresParts implements Parts {
    private static final String MONTHS = """
            select cast(to_jsonb(r) as text) from (
              select upper(substring(c.relname from '^sealed_part_([a-z]+)_[0-9]+_[0-9]+$')) as category,
                replace(right(c.relname, 7), '_', '-') as month
              from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_inherits u on u.inhrelid = i.inhparent
              where u.inhparent = cast('sealed_part' as regclass)) r
            where r.category is not null and cast(r.month || '-01T00:00:00Z' as timestamptz) + interval '1 month'
              <= (select recorded_at from log_head)
            order by r.month, r.category
            """;

    private static final String COUNT = """
            select cast(to_jsonb(r) as text) from (
              select count(*) filter (where %1$s and not %2$s) as purged, count(*) filter (where %1$s and %2$s) as held,
                count(*) filter (where not %1$s) as kept
              from %3$s s%4$s) r
            """;

    private static final int MOST_COUNTED = 10_000;

    private static final String HELD = "select count(*) from (select 1 from entry e join sealed_part s on"
            + " s.category = e.category and s.recorded_at = e.recorded_at and s.index = e.index%s limit "
            + (MOST_COUNTED + 1)
            + ") c";

    private static final String PURGED =
            "select count(*) from (select 1 from entry e%s%s exists (select 1 from purged_run r"
                    + " where r.entries @> e.index and r.category = e.category) limit " + (MOST_COUNTED + 1) + ") c";

    /** Neighbours that go are one run: the difference of two numberings stays the same while nobody between them stays. */
    private static final String RUNS = """
            insert into purged_run (purge, purged_at, category, month, entries)
            select :purge, :now, :category, cast(:month as date), int8range(min(r.index), max(r.index), '[]')
            from (select g.index, g.gone, row_number() over (order by g.index)
                - row_number() over (partition by g.gone order by g.index) as run
              from (select s.index, n.index is null as gone from %1$s s left join %2$s n on n.index = s.index) g) r
            where r.gone group by r.run
            """;

    /** So many times others are asked to let go, for 150 ms each, before the work is thrown away and tried again later. */
    private static final int TRIES = 20;

    private static final String JOINED = " join entry e on e.index = s.index";

    private final Transactions transactions;

    PostgresParts(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> enter(@Nullable Duration patience) {
        return transactions
                .run(session -> patience(session, patience)
                        .chain(() -> OneColumn.select(session, "select one from part_fence for update", Boolean.class)
                                .getSingleResult())
                        .chain(() -> patience(session, Duration.ZERO)))
                .onFailure(failure -> Failures.is(Failures.LOCKED, failure))
                .transform(PartsInUseException::new);
    }

    private static Uni<Void> patience(Mutiny.Session session, @Nullable Duration patience) {
        // What takes partitions away takes as long as it takes; a statement of this database ends after a minute else.
        return patience == null
                ? run(session, "set local statement_timeout = 0")
                : session.createNativeQuery("set local lock_timeout = " + patience.toMillis())
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private record MonthRow(String category, String month) {
        PartsMonth toMonth() {
            return new PartsMonth(Category.valueOf(category), YearMonth.parse(month));
        }
    }

    @Override
    public Uni<List<PartsMonth>> over() {
        return transactions.run(session -> OneColumn.select(session, MONTHS, String.class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, MonthRow.class).toMonth())
                        .toList()));
    }

    @Override
    public Uni<Reach> reach(EntryFilter filter, @Nullable Duration most) {
        var kept = Search.ofBoth(filter);
        var open = filter.withoutParts();
        var gone = Search.ofBoth(open);
        var purged = PURGED.formatted(gone.where(), gone.where().isEmpty() ? " where" : " and");
        return transactions
                .run(session -> timeout(session, most)
                        .chain(() -> kept.bind(OneColumn.select(session, HELD.formatted(kept.where()), Long.class))
                                .getSingleResult())
                        .chain(held -> gone.bind(OneColumn.select(session, purged, Long.class))
                                .getSingleResult()
                                .map(lost -> new Reach(
                                        Math.min(held, MOST_COUNTED),
                                        Math.min(lost, MOST_COUNTED),
                                        held <= MOST_COUNTED
                                                && lost <= MOST_COUNTED
                                                && (lost == 0 || open.equals(filter))))))
                .onFailure(failure -> Failures.is(Failures.CANCELLED, failure))
                .transform(failure -> TrailRefusals.tooWide());
    }

    private static Uni<Void> timeout(Mutiny.Session session, @Nullable Duration most) {
        return most == null
                ? Uni.createFrom().voidItem()
                : run(session, "set local statement_timeout = " + most.toMillis());
    }

    @Override
    public Uni<Counts> count(PartsMonth month, Due due, List<EntryFilter> held) {
        return transactions.run(session -> count(session, month, due, held));
    }

    private static Uni<Counts> count(Mutiny.Session session, PartsMonth month, Due due, List<EntryFilter> held) {
        var sql = COUNT.formatted(dueText(due), heldText(held), Months.table(month), joined(held));
        return bind(Search.anyOf(held).bind(OneColumn.select(session, sql, String.class)), due)
                .getSingleResult()
                .map(row -> Rows.read(row, Counts.class));
    }

    @Override
    public Uni<Counts> purge(PartsMonth month, Due due, List<EntryFilter> held, UUID purge, Instant now) {
        var old = Months.table(month);
        var parent = Months.parent(month.category());
        var next = old + "_next";
        return transactions
                .run(session -> count(session, month, due, held)
                        .call(counts -> counts.purged() == 0
                                ? Uni.createFrom().voidItem()
                                : run(session, copy(next, old, month))
                                        .chain(() -> counts.held() + counts.kept() == 0
                                                ? Uni.createFrom().voidItem()
                                                : stay(session, old, next, due, held))
                                        .chain(() -> runs(session, old, next, month, purge, now))
                                        .chain(() -> locked(session, parent))
                                        .chain(() -> run(session, "drop table " + old))
                                        .chain(() -> counts.held() + counts.kept() == 0
                                                ? run(session, "drop table " + next)
                                                : run(session, "alter table %s rename to %s".formatted(next, old))
                                                        .chain(() -> run(session, Months.attach(month))))))
                .onFailure(failure -> Failures.is(Failures.LOCKED, failure))
                .transform(PartsInUseException::new);
    }

    /** Like the old one, indexes too, and with a check that spares PostgreSQL looking at each row when it takes the other's place. */
    private static String copy(String next, String old, PartsMonth month) {
        return "create table %s (like %s including defaults including storage including indexes, check (category = '%s' and %s))"
                .formatted(next, old, month.category().name(), Months.range("recorded_at", month.month()));
    }

    private static Uni<Void> stay(Mutiny.Session session, String old, String next, Due due, List<EntryFilter> held) {
        var sql = "insert into %s select s.* from %s s%s where not %s or %s"
                .formatted(next, old, joined(held), dueText(due), heldText(held));
        return bind(Search.anyOf(held).bind(session.createNativeQuery(sql)), due)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> runs(
            Mutiny.Session session, String old, String next, PartsMonth month, UUID purge, Instant now) {
        return session.createNativeQuery(RUNS.formatted(old, next))
                .setParameter("purge", purge)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("category", month.category().name())
                .setParameter("month", month.month().atDay(1))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> locked(Mutiny.Session session, String parent) {
        return OneColumn.select(
                        session,
                        "select cast(lock_shortly(cast('%s' as regclass), %d) as text)".formatted(parent, TRIES),
                        String.class)
                .getSingleResult()
                .replaceWithVoid();
    }

    private static Uni<Void> run(Mutiny.Session session, String sql) {
        return session.createNativeQuery(sql).executeUpdate().replaceWithVoid();
    }

    /** Filters look at what stands open of an entry too. */
    private static String joined(List<EntryFilter> held) {
        return held.isEmpty() ? "" : JOINED;
    }

    /** Who has no actor is held by none that asks for one, and not by null. */
    private static String heldText(List<EntryFilter> held) {
        return "coalesce(" + Search.anyOf(held).text() + ", false)";
    }

    private static String dueText(Due due) {
        if (due.others().isEmpty()) {
            return Boolean.toString(due.isDue());
        }
        return "(coalesce(s.tenant_id = any (cast(string_to_array(:others, ',') as uuid[])), false) <> " + due.isDue()
                + ")";
    }

    private static <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query, Due due) {
        return due.others().isEmpty() ? query : query.setParameter("others", others(due));
    }

    private static <T> Mutiny.Query<T> bind(Mutiny.Query<T> query, Due due) {
        return due.others().isEmpty() ? query : query.setParameter("others", others(due));
    }

    private static String others(Due due) {
        return due.others().stream().map(TenantId::toString).sorted().collect(Collectors.joining(","));
    }
}
