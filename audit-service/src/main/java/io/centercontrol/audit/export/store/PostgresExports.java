package io.centercontrol.audit.export.store;

import io.centercontrol.audit.export.Export;
import io.centercontrol.audit.export.ExportStore;
import io.centercontrol.audit.export.model.ExportRefusals;
import io.centercontrol.audit.export.model.ExportState;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.DueTimes;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Exports in PostgreSQL, a row each. */
@Singleton
class PostgresExports implements ExportStore {
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String SELECT = "select cast(to_jsonb(e) as text) from trail_export e";

    private static final String SAVE = """
            insert into trail_export select r.* from jsonb_populate_record(cast(null as trail_export),
              cast(cast(:row as text) as jsonb)) r
            on conflict (id) do update set
              state = excluded.state, next_index = excluded.next_index, entries = excluded.entries, bytes = excluded.bytes,
              sha256 = excluded.sha256, file = excluded.file, error = excluded.error, problem = excluded.problem,
              started_at = excluded.started_at, ended_at = excluded.ended_at, kept_until = excluded.kept_until,
              failures = excluded.failures, due_at = excluded.due_at, lease = excluded.lease,
              leased_until = excluded.leased_until
            """;

    private static final String DUE = " where e.due_at is not null and greatest(e.due_at, e.leased_until) <= :now"
            + " order by greatest(e.due_at, e.leased_until), e.id limit :most for update skip locked";

    private static final String LEASE = """
            update trail_export set state = 'RUNNING', lease = :lease, leased_until = :until,
              started_at = coalesce(started_at, :now) where id = :id
            """;

    /** An export that has looked at nothing of the tenant yet may go on: what it finds is erased by then. */
    private static final String HOLDS = " and exists (select 1 from entry t where t.tenant_id = :tenant"
            + " and t.index >= e.first_index and t.index < e.next_index)";

    private static final String REMOVED = "update trail_export e set state = 'REMOVED', file = null, kept_until = null,"
            + " problem = 'A tenant that it told of is erased.' where e.state = 'DONE'" + HOLDS;

    private static final String ANEW =
            "update trail_export e set state = 'WAITING', file = null, next_index = first_index,"
                    + " entries = 0, bytes = 0, lease = null, leased_until = null, due_at = :now"
                    + " where e.state in ('WAITING', 'RUNNING')" + HOLDS;

    private static final String WANTED =
            "select id from trail_export where id = any (cast(string_to_array(:ids, ',') as uuid[]))"
                    + " and state in ('WAITING', 'RUNNING', 'DONE')";

    private final Transactions transactions;
    private final Supplier<Uni<Optional<Instant>>> due;
    private final Supplier<Uni<Optional<Instant>>> over;

    PostgresExports(Transactions transactions, DueTimes dueTimes) {
        this.transactions = transactions;
        this.due = dueTimes.of("greatest(due_at, leased_until)", "trail_export where due_at is not null");
        this.over = dueTimes.of("kept_until", "trail_export where kept_until is not null");
    }

    @Override
    public Uni<Void> add(Export export) {
        return transactions.run(session -> save(session, export));
    }

    @Override
    public Uni<Export> get(UUID id) {
        return transactions.run(session -> one(session, id, ""));
    }

    @Override
    public Uni<Page<Export>> find(@Nullable ExportState state, int limit, @Nullable String cursor) {
        var before = Cursor.uuid(cursor, NEWEST);
        return transactions.run(session -> Pages.page(
                session,
                "trail_export t",
                conditions(state),
                conditions(state).add("t.id < :before", "before", before),
                "t.id desc",
                limit,
                PostgresExports::export,
                export -> export.id().toString()));
    }

    private static Conditions conditions(@Nullable ExportState state) {
        return new Conditions().add("t.state = :state", "state", state == null ? null : state.name());
    }

    @Override
    public Uni<Export> change(UUID id, UnaryOperator<Export> how) {
        return transactions.run(session -> one(session, id, " for update").chain(export -> {
            var changed = how.apply(export);
            return save(session, changed).replaceWith(changed);
        }));
    }

    @Override
    public Uni<Optional<Export>> change(UUID id, UUID lease, UnaryOperator<Export> how) {
        return transactions.run(session -> OneColumn.select(
                        session, SELECT + " where e.id = :id and e.lease = :lease for update", String.class)
                .setParameter("id", id)
                .setParameter("lease", lease)
                .getSingleResultOrNull()
                .chain(row -> {
                    if (row == null) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    var changed = how.apply(export(row));
                    return save(session, changed).replaceWith(Optional.of(changed));
                }));
    }

    @Override
    public Uni<List<Export>> lease(UUID lease, Instant now, Duration holds, int most) {
        return transactions.run(session -> OneColumn.select(session, SELECT + DUE, String.class)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(PostgresExports::export).toList())
                .call(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(export -> session.createNativeQuery(LEASE)
                                .setParameter("id", export.id())
                                .setParameter("lease", lease)
                                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                .setParameter("until", now.plus(holds).atOffset(ZoneOffset.UTC))
                                .executeUpdate())
                        .onItem()
                        .ignoreAsUni()));
    }

    @Override
    public Uni<Optional<Instant>> nextDue() {
        return due.get();
    }

    @Override
    public Uni<List<Export>> over(Instant now, int most) {
        return transactions.run(session -> OneColumn.select(
                        session, SELECT + " where e.kept_until <= :now order by e.kept_until limit :most", String.class)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(PostgresExports::export).toList()));
    }

    @Override
    public Uni<Optional<Instant>> nextOver() {
        return over.get();
    }

    @Override
    public Uni<List<UUID>> wanted(List<UUID> ids) {
        return transactions.run(session -> OneColumn.select(session, WANTED, UUID.class)
                .setParameter("ids", ids.stream().map(UUID::toString).collect(Collectors.joining(",")))
                .getResultList());
    }

    @Override
    public Uni<Integer> forget(TenantId tenant, Instant now) {
        return transactions.run(session -> session.createNativeQuery(REMOVED)
                .setParameter("tenant", tenant.value())
                .executeUpdate()
                .chain(removed -> session.createNativeQuery(ANEW)
                        .setParameter("tenant", tenant.value())
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .executeUpdate()
                        .map(anew -> removed + anew)));
    }

    private static Uni<Void> save(Mutiny.Session session, Export export) {
        return session.createNativeQuery(SAVE)
                .setParameter("row", Rows.write(export))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Export> one(Mutiny.Session session, UUID id, String locked) {
        return OneColumn.select(session, SELECT + " where e.id = :id" + locked, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> {
                    if (row == null) {
                        throw ExportRefusals.noExport(id);
                    }
                    return export(row);
                });
    }

    private static Export export(String row) {
        return Rows.read(row, Export.class);
    }
}
