package io.centercontrol.usage.accept.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.usage.accept.HearUsage.Told;
import io.centercontrol.usage.accept.Ledger;
import io.centercontrol.usage.accept.UsageConfig;
import io.centercontrol.usage.accept.model.Rollup;
import io.centercontrol.usage.accept.store.UsageRows.Met;
import io.centercontrol.usage.accept.store.UsageRows.MinuteRow;
import io.centercontrol.usage.accept.store.UsageRows.ProducerRow;
import io.centercontrol.usage.accept.store.UsageRows.RejectedKey;
import io.centercontrol.usage.consumption.Uses;
import io.centercontrol.usage.meters.Meters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Usage in PostgreSQL. Who counts makes missing months first, locks the producers, shares the tenants, and then writes each table in
 * the order of its keys: so nobody waits for anybody in a circle.
 */
@Singleton
class PostgresLedger implements Ledger {
    private static final List<String> OF_TENANTS = List.of(
            "usage_minute", "usage_hour", "usage_day", "usage_active", "usage_subject", "usage_seen", "usage_rejected");
    private static final String LEAVE = """
            insert into usage_tenant (tenant_id, version, time_zone, leaving, gone) values (:tenant, 0, 'UTC', true, false)
            on conflict (tenant_id) do update set leaving = true
            """;
    private static final String FIGURES = """
            select cast(json_build_object('meter', meter, 'currency', currency, 'groups', groups, 'since', min(minute),
              'until', max(minute), 'events', sum(events), 'total', sum(total)) as text)
            from usage_minute where tenant_id = :tenant group by meter, currency, groups order by meter, currency, groups
            """;

    private final Transactions transactions;
    private final Mutiny.SessionFactory sessions;
    private final Months months;
    private final Meters meters;
    private final Uses uses;
    private final UsageConfig config;

    PostgresLedger(
            Transactions transactions,
            Mutiny.SessionFactory sessions,
            Months months,
            Meters meters,
            Uses uses,
            UsageConfig config) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.months = months;
        this.meters = meters;
        this.uses = uses;
        this.config = config;
    }

    @Override
    public Uni<Fates> hear(List<Told> told) {
        return transactions.run(session -> months.ensure(session, times(told))
                .chain(() -> meet(session, told))
                .chain(rows -> count(session, told, new Counting(rows, config.open()))));
    }

    /** Those in which something may be written: what is too old or to come counts nowhere. */
    private List<Instant> times(List<Told> told) {
        return told.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.appendedAt()),
                        one.events().stream()
                                .map(event -> event.happenedAt())
                                .filter(at -> !at.isBefore(one.appendedAt().minus(config.open()))
                                        && !at.isAfter(one.appendedAt().plus(Duration.ofDays(1))))))
                .toList();
    }

    private static Uni<List<ProducerRow>> meet(Mutiny.Session session, List<Told> told) {
        var met = new TreeMap<UsageRows.EpochKey, Met>();
        told.stream()
                .filter(Told::isNumbered)
                .forEach(one -> met.putIfAbsent(
                        Counting.key(one), new Met(one.service(), one.producer(), one.epoch(), one.run())));
        if (met.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return written(session, UsageSql.MEET, met.values(), "most", MOST_PRODUCERS)
                .chain(() -> read(session, UsageSql.LOCK, met.values()))
                .map(rows -> {
                    if (rows.size() < met.size()) {
                        throw new UnreadableException("its service has " + MOST_PRODUCERS + " producers already", null);
                    }
                    return rows.stream()
                            .map(row -> Rows.read(row, ProducerRow.class))
                            .toList();
                });
    }

    private Uni<Fates> count(Mutiny.Session session, List<Told> told, Counting counting) {
        var keys = told.stream()
                .flatMap(one -> one.events().stream())
                .map(event -> event.meter())
                .collect(Collectors.toSet());
        var tenants = told.stream()
                .flatMap(one -> one.events().stream())
                .map(event -> event.tenant().toString())
                .collect(Collectors.toSet());
        return share(session, tenants)
                .chain(there -> meters.of(keys).invoke(known -> told.forEach(one -> counting.take(one, known, there))))
                .chain(() -> seen(session, counting))
                .chain(() -> rejected(session, counting))
                .chain(() -> figures(session, counting.minutes()))
                .chain(() -> written(session, UsageSql.ACTIVE, counting.active()))
                .chain(() -> written(session, UsageSql.SUBJECTS, counting.subjects()))
                .chain(() -> written(session, UsageSql.ACCOUNT, counting.accounts()))
                .chain(() -> uses.add(counting.uses()))
                .chain(() -> written(session, UsageSql.KEEP, counting.producers()))
                .map(ignored -> counting.accounts().stream()
                        .map(row -> new Fates(row.accepted(), row.duplicate(), row.rejected()))
                        .reduce(Fates.NONE, Fates::plus));
    }

    private static Uni<Set<UUID>> share(Mutiny.Session session, Set<String> tenants) {
        return OneColumn.select(session, UsageSql.TENANTS, String.class)
                .setParameter("ids", Rows.write(tenants))
                .getResultList()
                .map(found -> found.stream().map(UUID::fromString).collect(Collectors.toUnmodifiableSet()));
    }

    private static Uni<Void> seen(Mutiny.Session session, Counting counting) {
        var identified = counting.identified();
        return (identified.isEmpty()
                        ? Uni.createFrom().item(List.<Integer>of())
                        : OneColumn.select(session, UsageSql.SEEN, Integer.class)
                                .setParameter("rows", Rows.write(identified))
                                .getResultList())
                .invoke(counting::seen)
                .replaceWithVoid();
    }

    private static Uni<Void> rejected(Mutiny.Session session, Counting counting) {
        var rows = counting.rejected();
        return (rows.isEmpty() ? Uni.createFrom().item(List.<String>of()) : read(session, UsageSql.REJECTED, rows))
                .invoke(fresh -> counting.kept(fresh.stream()
                        .map(row -> Rows.read(row, RejectedKey.class))
                        .toList()))
                .replaceWithVoid();
    }

    private static Uni<Integer> figures(Mutiny.Session session, List<MinuteRow> minutes) {
        return written(session, UsageSql.MINUTES, minutes)
                .chain(() -> written(session, UsageSql.HOURS, Counting.rolledUp(minutes, Rollup.HOUR)))
                .chain(() -> written(session, UsageSql.DAYS, Counting.rolledUp(minutes, Rollup.DAY)));
    }

    private static Uni<List<String>> read(Mutiny.Session session, String statement, Collection<?> rows) {
        return OneColumn.select(session, statement, String.class)
                .setParameter("rows", Rows.write(rows))
                .getResultList();
    }

    private static Uni<Integer> written(Mutiny.Session session, String statement, Collection<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().item(0)
                : session.createNativeQuery(statement)
                        .setParameter("rows", Rows.write(rows))
                        .executeUpdate();
    }

    private static Uni<Integer> written(
            Mutiny.Session session, String statement, Collection<?> rows, String name, Object value) {
        return session.createNativeQuery(statement)
                .setParameter("rows", Rows.write(rows))
                .setParameter(name, value)
                .executeUpdate();
    }

    @Override
    public Uni<Void> forget(TenantId tenant) {
        var statements = new ArrayList<String>();
        statements.add(LEAVE);
        OF_TENANTS.forEach(table -> statements.add("delete from " + table + " where tenant_id = :tenant"));
        return transactions.run(session -> OneColumn.select(
                        session, "select version from usage_tenant where tenant_id = :tenant for update", Long.class)
                .setParameter("tenant", tenant.value())
                .getResultList()
                .chain(() -> Multi.createFrom()
                        .iterable(statements)
                        .onItem()
                        .transformToUniAndConcatenate(statement -> session.createNativeQuery(statement)
                                .setParameter("tenant", tenant.value())
                                .executeUpdate())
                        .onItem()
                        .ignoreAsUni()));
    }

    @Override
    public Uni<List<String>> figures(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(session, FIGURES, String.class)
                .setParameter("tenant", tenant.value())
                .getResultList());
    }

    @Override
    public Uni<Void> tidy(Instant now) {
        // An id counts once for as long as its event can count at all.
        return drop("usage_seen", now.minus(config.open()).minus(Duration.ofDays(1)))
                .chain(() -> drop("usage_rejected", now.minus(config.rejectedKept())))
                .chain(() -> drop("usage_minute", now.minus(config.kept())))
                .chain(() -> drop("usage_hour", now.minus(config.kept())))
                .chain(() -> drop("usage_day", now.minus(config.kept())))
                .chain(() -> drop("usage_active", now.minus(config.kept())))
                .chain(() -> drop("usage_subject", now.minus(config.kept())))
                .chain(() -> forgetEpochs(now.minus(config.open()).minus(Duration.ofDays(1))));
    }

    /** Whatever an epoch that was not heard for so long could tell again is too old to count. */
    private Uni<Void> forgetEpochs(Instant before) {
        return transactions.run(
                session -> session.createNativeQuery("delete from usage_producer where heard_at < :before")
                        .setParameter("before", before.atOffset(ZoneOffset.UTC))
                        .executeUpdate()
                        .replaceWithVoid());
    }

    private Uni<Void> drop(String parent, Instant before) {
        return transactions.run(session -> months.drop(session, parent, before));
    }
}
