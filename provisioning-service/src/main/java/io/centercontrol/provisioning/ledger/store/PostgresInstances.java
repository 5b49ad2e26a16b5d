package io.centercontrol.provisioning.ledger.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.provisioning.ledger.Instances;
import io.centercontrol.provisioning.ledger.model.Instance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Instances in PostgreSQL. */
@ApplicationScoped
class PostgresInstances implements Instances {
    private static final String GONE = """
            with told as (
              insert into gone_declaration (event_id, service, instance_id, at, actor, reason)
              values (:id, :service, :instance, cast(cast(:now as text) as timestamptz), cast(cast(:actor as text) as jsonb), :reason))
            update instance set gone_at = cast(cast(:now as text) as timestamptz), gone_by = :by, gone_reason = :reason
            where service = :service and instance_id = :instance
            """;

    private static final String ALL_GONE = """
            with gone as (
              update instance set gone_at = cast(cast(:now as text) as timestamptz), gone_by = :by, gone_reason = :reason
              where service = :service and not stopping and gone_at is null returning service, instance_id)
            insert into gone_declaration (event_id, service, instance_id, at, actor, reason)
            select gen_random_uuid(), service, instance_id, cast(cast(:now as text) as timestamptz),
              cast(cast(:actor as text) as jsonb), :reason from gone
            """;

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;

    PostgresInstances(Mutiny.SessionFactory sessions, Audit audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    @Override
    public Uni<Page<Detail>> find(Query query) {
        var conditions = new ArrayList<String>();
        var parameters = new LinkedHashMap<String, Object>();
        if (query.service() != null) {
            conditions.add("i.service = :service");
            parameters.put("service", query.service());
        }
        if (query.health() != null) {
            conditions.add("i.health = :health");
            parameters.put("health", query.health().name());
        }
        var all = where(conditions);
        var allParameters = Map.copyOf(parameters);
        var last = Cursor.read(query.cursor(), 2);
        if (last != null) {
            conditions.add("(i.service, i.instance_id) > (:lastService, :lastInstance)");
            parameters.put("lastService", last.get(0));
            parameters.put("lastInstance", last.get(1));
        }
        var part = LedgerSql.DETAIL + where(conditions) + " order by i.service, i.instance_id limit "
                + (query.limit() + 1);
        return sessions.withSession(session -> bound(
                        OneColumn.select(session, "select count(*) from instance i" + all, Long.class), allParameters)
                .getSingleResult()
                .chain(total -> bound(OneColumn.select(session, part, String.class), parameters)
                        .getResultList()
                        .map(rows -> page(rows, query.limit(), total))));
    }

    @Override
    public Uni<List<Detail>> find(String instanceId) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                LedgerSql.DETAIL + " where i.instance_id = :instance order by i.service",
                                String.class)
                        .setParameter("instance", instanceId)
                        .getResultList())
                .map(rows -> rows.stream().map(PostgresInstances::detail).toList());
    }

    @Override
    public Uni<Instance> lock(String service, String instanceId) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select cast(to_jsonb(i) as text) from instance i where i.service = :service"
                                        + " and i.instance_id = :instance for update",
                                String.class)
                        .setParameter("service", service)
                        .setParameter("instance", instanceId)
                        .getSingleResult())
                .map(row -> Rows.read(row, InstanceRow.class).toModel());
    }

    @Override
    public Uni<Void> gone(UUID eventId, Instance instance, Cause cause, Instant now) {
        var actor = cause.actor();
        return sessions.withSession(session -> session.createNativeQuery(GONE)
                .setParameter("id", eventId)
                .setParameter("service", instance.service())
                .setParameter("instance", instance.id())
                .setParameter("now", now.toString())
                .setParameter("actor", Rows.write(actor))
                .setParameter("reason", cause.reason())
                .setParameter("by", actor.name() == null ? actor.id() : actor.name())
                .executeUpdate()
                .chain(() -> audit.record(
                        session,
                        AuditEntry.of("instance.declared-gone", AuditEntry.Category.RECOVERY)
                                .to("tenant-service", instance.service())
                                .to("instance", instance.id())
                                .because(cause))));
    }

    @Override
    public Uni<Integer> allGone(String service, Cause cause, Instant now) {
        var actor = cause.actor();
        return sessions.withSession(session -> session.createNativeQuery(ALL_GONE)
                .setParameter("service", service)
                .setParameter("now", now.toString())
                .setParameter("actor", Rows.write(actor))
                .setParameter("reason", cause.reason())
                .setParameter("by", actor.name() == null ? actor.id() : actor.name())
                .executeUpdate());
    }

    private static Page<Detail> page(List<String> rows, int limit, long total) {
        var here = rows.stream().limit(limit).map(PostgresInstances::detail).toList();
        var last = here.isEmpty() ? null : here.getLast().instance();
        return new Page<>(
                here, rows.size() > limit && last != null ? Cursor.of(last.service(), last.id()) : null, total);
    }

    private static Detail detail(String row) {
        return Rows.read(row, DetailRow.class).toDetail();
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static <T> Mutiny.SelectionQuery<T> bound(
            Mutiny.SelectionQuery<T> selection, Map<String, Object> parameters) {
        parameters.forEach(selection::setParameter);
        return selection;
    }
}
