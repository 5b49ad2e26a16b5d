package io.centercontrol.audit.retention.store;

import io.centercontrol.audit.retention.Purge;
import io.centercontrol.audit.retention.Purge.Partition;
import io.centercontrol.audit.retention.Purge.State;
import io.centercontrol.audit.retention.Purges;
import io.centercontrol.audit.retention.model.RetentionRefusals;
import io.centercontrol.audit.trail.Parts.Counts;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Purges in PostgreSQL. */
@Singleton
class PostgresPurges implements Purges {
    private static final String ORDER = """
            insert into purge (id, state, reason, actor_id, actor_kind, actor_name, ordered_at, total)
            values (:id, 'RUNNING', :reason, :actor, :kind, cast(:name as text), :now, :total)
            on conflict do nothing
            """;

    private static final String WHOLE = """
            (select p.*, d.done, d.purged, d.held, d.kept from purge p cross join lateral (select count(*) as done,
                coalesce(sum(purged), 0) as purged, coalesce(sum(held), 0) as held, coalesce(sum(kept), 0) as kept
              from purge_partition where purge = p.id) d) t""";

    private static final String ADD = """
            insert into purge_partition (purge, category, month, purged, held, kept, done_at)
            values (:purge, :category, :month, :purged, :held, :kept, :now)
            """;

    private final Transactions transactions;

    PostgresPurges(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Row(
            UUID id,
            State state,
            String reason,
            String actorId,
            Actor.Kind actorKind,
            @Nullable String actorName,
            Instant orderedAt,
            @Nullable Instant endedAt,
            long total,
            long done,
            long purged,
            long held,
            long kept) {
        Purge toPurge() {
            return new Purge(
                    id,
                    state,
                    reason,
                    new Actor(actorId, actorKind, actorName),
                    orderedAt,
                    endedAt,
                    total,
                    done,
                    purged,
                    held,
                    kept);
        }
    }

    private record PartitionRow(Category category, LocalDate month, long purged, long held, long kept, Instant doneAt) {
        PartsMonth toMonth() {
            return new PartsMonth(category, YearMonth.from(month));
        }

        Partition toPartition() {
            return new Partition(toMonth(), new Counts(purged, held, kept), doneAt);
        }
    }

    private static Purge read(String row) {
        return Rows.read(row, Row.class).toPurge();
    }

    @Override
    public Uni<Boolean> order(Purge purge) {
        return transactions.run(session -> session.createNativeQuery(ORDER)
                .setParameter("id", purge.id())
                .setParameter("reason", purge.reason())
                .setParameter("actor", purge.by().id())
                .setParameter("kind", purge.by().kind().name())
                .setParameter("name", purge.by().name())
                .setParameter("now", purge.orderedAt().atOffset(ZoneOffset.UTC))
                .setParameter("total", purge.total())
                .executeUpdate()
                .map(rows -> rows == 1));
    }

    @Override
    public Uni<Optional<Purge>> running() {
        return transactions.run(session -> OneColumn.select(
                        session, "select id from purge where state = 'RUNNING' for update skip locked", UUID.class)
                .getSingleResultOrNull()
                .chain(id -> id == null ? Uni.createFrom().item(Optional.<Purge>empty()) : get(id).map(Optional::of)));
    }

    @Override
    public Uni<Set<PartsMonth>> done(UUID purge) {
        return transactions.run(session -> OneColumn.select(
                        session,
                        "select cast(to_jsonb(t) as text) from purge_partition t where t.purge = :purge",
                        String.class)
                .setParameter("purge", purge)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, PartitionRow.class).toMonth())
                        .collect(Collectors.toUnmodifiableSet())));
    }

    @Override
    public Uni<Void> add(UUID purge, Partition partition) {
        return transactions.run(session -> session.createNativeQuery(ADD)
                .setParameter("purge", purge)
                .setParameter("category", partition.month().category().name())
                .setParameter("month", partition.month().month().atDay(1))
                .setParameter("purged", partition.counts().purged())
                .setParameter("held", partition.counts().held())
                .setParameter("kept", partition.counts().kept())
                .setParameter("now", partition.doneAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Void> end(UUID purge, Instant now) {
        return transactions.run(session -> session.createNativeQuery(
                        "update purge set state = 'DONE', ended_at = :now where id = :purge")
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("purge", purge)
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Purge> get(UUID id) {
        return transactions.run(session -> OneColumn.select(
                        session, "select cast(to_jsonb(t) as text) from " + WHOLE + " where t.id = :id", String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> RetentionRefusals.noPurge(id))
                .map(PostgresPurges::read));
    }

    @Override
    public Uni<Page<Purge>> page(@Nullable State state, int limit, @Nullable String cursor) {
        var before = cursor == null ? null : Cursor.uuid(cursor, new UUID(0, 0));
        return transactions.run(session -> Pages.page(
                session,
                WHOLE,
                conditions(state),
                conditions(state).add("t.id < :before", "before", before),
                "t.id desc",
                limit,
                PostgresPurges::read,
                purge -> purge.id().toString()));
    }

    private static Conditions conditions(@Nullable State state) {
        return new Conditions().add("t.state = :state", "state", state == null ? null : state.name());
    }

    @Override
    public Uni<Page<Partition>> partitions(UUID purge, int limit, @Nullable String cursor) {
        var after = Cursor.read(cursor, 1);
        return get(purge)
                .chain(found -> transactions.run(session -> Pages.page(
                        session,
                        "purge_partition t",
                        new Conditions().add("t.purge = :purge", "purge", purge),
                        new Conditions()
                                .add("t.purge = :purge", "purge", purge)
                                .add(
                                        "t.month || ' ' || t.category > :after",
                                        "after",
                                        after == null ? null : after.getFirst()),
                        "t.month || ' ' || t.category",
                        limit,
                        row -> Rows.read(row, PartitionRow.class).toPartition(),
                        partition -> partition.month().month().atDay(1) + " "
                                + partition.month().category().name())));
    }
}
