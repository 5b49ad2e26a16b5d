package io.centercontrol.audit.retention.store;

import io.centercontrol.audit.retention.Hold;
import io.centercontrol.audit.retention.Hold.Release;
import io.centercontrol.audit.retention.LegalHolds;
import io.centercontrol.audit.retention.model.RetentionRefusals;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.Holds;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Legal holds in PostgreSQL. */
@Singleton
class PostgresHolds implements LegalHolds, Holds {
    private static final String INSERT = """
            insert into legal_hold (id, name, reason, query, filter, actor_id, actor_name, set_at)
            values (:id, :name, :reason, cast(cast(:query as text) as jsonb), cast(cast(:filter as text) as jsonb), :actor,
              cast(:actorName as text), :now)
            """;

    private static final String RELEASE = """
            update legal_hold set released_at = :now, release_reason = :reason, released_by = :by, erased = :erased where id = :id
            """;

    private final Transactions transactions;

    PostgresHolds(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Row(
            UUID id,
            String name,
            String reason,
            Map<String, String> query,
            EntryFilter filter,
            String actorId,
            @Nullable String actorName,
            Instant setAt,
            @Nullable Instant releasedAt,
            @Nullable String releaseReason,
            @Nullable String releasedBy,
            @Nullable Long erased) {
        Hold toHold() {
            return new Hold(
                    id,
                    name,
                    reason,
                    query,
                    filter,
                    Actor.user(actorId, actorName),
                    setAt,
                    releasedAt == null
                            ? null
                            : new Release(
                                    releasedAt,
                                    Objects.requireNonNull(releaseReason),
                                    Objects.requireNonNull(releasedBy),
                                    Objects.requireNonNull(erased)));
        }
    }

    private static Hold read(String row) {
        return Rows.read(row, Row.class).toHold();
    }

    @Override
    public Uni<Void> insert(Hold hold) {
        return transactions.run(session -> session.createNativeQuery(INSERT)
                .setParameter("id", hold.id())
                .setParameter("name", hold.name())
                .setParameter("reason", hold.reason())
                .setParameter("query", Rows.write(hold.query()))
                .setParameter("filter", Rows.write(hold.filter()))
                .setParameter("actor", hold.by().id())
                .setParameter("actorName", hold.by().name())
                .setParameter("now", hold.setAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Hold> get(UUID id) {
        return transactions.run(session -> OneColumn.select(
                        session, "select cast(to_jsonb(t) as text) from legal_hold t where t.id = :id", String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> RetentionRefusals.noHold(id))
                .map(PostgresHolds::read));
    }

    @Override
    public Uni<Void> release(UUID id, Release release) {
        return transactions.run(session -> session.createNativeQuery(RELEASE)
                .setParameter("now", release.at().atOffset(ZoneOffset.UTC))
                .setParameter("reason", release.reason())
                .setParameter("by", release.by())
                .setParameter("erased", release.erased())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Page<Hold>> page(@Nullable Boolean open, int limit, @Nullable String cursor) {
        var before = cursor == null ? null : Cursor.uuid(cursor, new UUID(0, 0));
        return transactions.run(session -> Pages.page(
                session,
                "legal_hold t",
                conditions(open),
                conditions(open).add("t.id < :before", "before", before),
                "t.id desc",
                limit,
                PostgresHolds::read,
                hold -> hold.id().toString()));
    }

    private static Conditions conditions(@Nullable Boolean open) {
        return new Conditions().add("(t.released_at is null) = :open", "open", open);
    }

    @Override
    public Uni<List<EntryFilter>> open() {
        return transactions.run(session -> OneColumn.select(
                        session,
                        "select cast(t.filter as text) from legal_hold t where t.released_at is null order by t.id",
                        String.class)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, EntryFilter.class))
                        .toList()));
    }
}
