package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.plans.subscription.Migrations;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.model.Migration.Step;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Migrations in PostgreSQL. */
@ApplicationScoped
class PostgresMigrations implements Migrations {
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);
    private static final int AT_ONCE = 1_000;

    private static final String SELECT = "select cast(to_jsonb(m) as text) from migration m ";

    private static final String SAVE = """
            insert into migration select r.* from jsonb_populate_record(cast(null as migration), cast(cast(:row as text) as jsonb)) r
            on conflict (id) do update set
              state = excluded.state, note = excluded.note, started_at = excluded.started_at, ended_at = excluded.ended_at,
              updated_at = excluded.updated_at
            """;

    /** Those that have nothing but their plan, and those that are leaving. */
    private static final String PLAIN = """
            insert into migration_tenant (migration_id, tenant_id, state, conflict)
            select :id, s.id, case when t.leaving then 'SKIPPED' else 'PENDING' end, case when t.leaving then 'LEAVING' end
            from subscription s left join tenant t on t.id = s.id
            where s.plan = :plan and s.plan_version = :version and (s.plain or t.leaving)
            """;

    private static final String OTHERS = """
            where s.plan = :plan and s.plan_version = :version and not s.plain and s.id > :after
              and not exists (select from tenant t where t.id = s.id and t.leaving)
            order by s.id limit\s""";

    private static final String ADD = """
            insert into migration_tenant (migration_id, tenant_id, state, conflict, message, changes, event_id)
            select :id, r.tenant_id, r.state, r.conflict, r.message, r.changes, r.event_id
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(tenant_id uuid, state text, conflict text,
              message text, changes jsonb, event_id uuid)
            """;

    private static final String DONE = """
            with done as (
              update migration_tenant t set state = r.state, conflict = r.conflict, message = r.message, event_id = r.event_id
              from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(tenant_id uuid, state text, conflict text,
                message text, event_id uuid)
              where t.migration_id = :id and t.tenant_id = r.tenant_id and t.state = 'PENDING' returning t.state)
            update migration m set
              pending = m.pending - d.n, moved = m.moved + d.moved, skipped = m.skipped + d.skipped,
              failed = m.failed + d.failed, updated_at = now()
            from (select count(*) n, count(*) filter (where state = 'MOVED') moved,
              count(*) filter (where state = 'SKIPPED') skipped, count(*) filter (where state = 'FAILED') failed from done) d
            where m.id = :id
            """;

    private static final String COUNT = """
            update migration m set total = c.total, pending = c.pending, moved = c.moved, skipped = c.skipped, failed = c.failed
            from (select count(*) total, count(*) filter (where state = 'PENDING') pending,
              count(*) filter (where state = 'MOVED') moved, count(*) filter (where state = 'SKIPPED') skipped,
              count(*) filter (where state = 'FAILED') failed
              from migration_tenant where migration_id = :id) c
            where m.id = :id
            """;

    private final Mutiny.SessionFactory sessions;

    PostgresMigrations(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Migration> preview(Migration migration, Function<Entitled, Item> others) {
        return sessions.withSession(session -> save(migration)
                .chain(() -> session.createNativeQuery(PLAIN)
                        .setParameter("id", migration.id())
                        .setParameter("plan", migration.from().plan())
                        .setParameter("version", migration.from().version())
                        .executeUpdate())
                .chain(() -> addOthers(session, migration, others, FIRST))
                .chain(() -> count(session, migration.id()))
                .chain(() -> find(migration.id())));
    }

    private Uni<Void> addOthers(
            Mutiny.Session session, Migration migration, Function<Entitled, Item> others, UUID after) {
        return OneColumn.select(session, SubscriptionSql.SELECT + OTHERS + AT_ONCE, String.class)
                .setParameter("plan", migration.from().plan())
                .setParameter("version", migration.from().version())
                .setParameter("after", after)
                .getResultList()
                .chain(rows -> {
                    if (rows.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    var items = rows.stream()
                            .map(row -> Rows.read(row, SubscriptionRow.Found.class)
                                    .toKept()
                                    .state())
                            .map(others)
                            .toList();
                    return session.createNativeQuery(ADD)
                            .setParameter("id", migration.id())
                            .setParameter("rows", rows(items))
                            .executeUpdate()
                            .chain(() -> addOthers(
                                    session,
                                    migration,
                                    others,
                                    items.getLast().tenant().value()));
                });
    }

    @Override
    public Uni<Migration> lock(UUID id) {
        return one(id, " for update");
    }

    @Override
    public Uni<Optional<Migration>> lockRunning() {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                SELECT
                                        + "where state = 'RUNNING' order by started_at, id limit 1 for update skip locked",
                                String.class)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(PostgresMigrations::read));
    }

    @Override
    public Uni<Void> save(Migration migration) {
        return sessions.withSession(session -> session.createNativeQuery(SAVE)
                        .setParameter("row", Rows.write(MigrationRow.of(migration)))
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> retry(UUID id) {
        return sessions.withSession(
                session -> session.createNativeQuery("update migration_tenant set state = 'PENDING', message = null"
                                + " where migration_id = :id and state = 'FAILED'")
                        .setParameter("id", id)
                        .executeUpdate()
                        .chain(() -> count(session, id)));
    }

    private static Uni<Void> count(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(COUNT)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<TenantId>> pending(UUID id, int most) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select tenant_id from migration_tenant where migration_id = :id and state = 'PENDING'"
                                        + " order by tenant_id limit " + most,
                                UUID.class)
                        .setParameter("id", id)
                        .getResultList())
                .map(ids -> ids.stream().map(TenantId::new).toList());
    }

    @Override
    public Uni<Void> done(UUID id, List<Item> items) {
        return sessions.withSession(session -> session.createNativeQuery(DONE)
                        .setParameter("id", id)
                        .setParameter("rows", rows(items))
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Migration> find(UUID id) {
        return one(id, "");
    }

    private Uni<Migration> one(UUID id, String lock) {
        return sessions.withSession(session -> OneColumn.select(session, SELECT + "where id = :id" + lock, String.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new Refusal.NotFound("MIGRATION_NOT_FOUND", "There is no migration with id " + id + ".")
                        .asException())
                .map(PostgresMigrations::read);
    }

    @Override
    public Uni<Page<Migration>> find(int limit, @Nullable String cursor) {
        return sessions.withSession(session -> OneColumn.select(session, "select count(*) from migration", Long.class)
                .getSingleResult()
                .chain(total -> OneColumn.select(
                                session,
                                SELECT + "where id < :before order by id desc limit " + (limit + 1),
                                String.class)
                        .setParameter("before", Cursor.uuid(cursor, LAST))
                        .getResultList()
                        .map(rows -> {
                            var found = rows.stream()
                                    .limit(limit)
                                    .map(PostgresMigrations::read)
                                    .toList();
                            return new Page<>(
                                    found,
                                    rows.size() > limit
                                            ? Cursor.of(found.getLast().id().toString())
                                            : null,
                                    total);
                        })));
    }

    @Override
    public Uni<Page<Listed>> tenants(UUID id, @Nullable Step step, int limit, @Nullable String cursor) {
        var where = " from migration_tenant i left join tenant t on t.id = i.tenant_id where i.migration_id = :id"
                + (step == null ? "" : " and i.state = :state");
        return sessions.withSession(session -> {
            var count = OneColumn.select(session, "select count(*)" + where, Long.class)
                    .setParameter("id", id);
            var part = OneColumn.select(
                            session,
                            "select cast(to_jsonb(i) || jsonb_build_object('slug', t.slug, 'name', t.name) as text)"
                                    + where + " and i.tenant_id > :after order by i.tenant_id limit " + (limit + 1),
                            String.class)
                    .setParameter("id", id)
                    .setParameter("after", Cursor.uuid(cursor, FIRST));
            if (step != null) {
                count.setParameter("state", step.name());
                part.setParameter("state", step.name());
            }
            return count.getSingleResult()
                    .chain(total -> part.getResultList().map(rows -> {
                        var found = rows.stream()
                                .limit(limit)
                                .map(row ->
                                        Rows.read(row, MigrationItemRow.class).toListed())
                                .toList();
                        return new Page<>(
                                found,
                                rows.size() > limit
                                        ? Cursor.of(
                                                found.getLast().item().tenant().toString())
                                        : null,
                                total);
                    }));
        });
    }

    private static Migration read(String row) {
        return Rows.read(row, MigrationRow.class).toMigration();
    }

    private static String rows(List<Item> items) {
        return Rows.write(items.stream().map(MigrationItemRow::of).toList());
    }
}
