package io.centercontrol.provisioning.exports.store;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.provisioning.exports.ExportStore;
import io.centercontrol.provisioning.exports.StoreExport;
import io.centercontrol.provisioning.exports.StoredExport;
import io.centercontrol.provisioning.progress.Exports;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Exports in PostgreSQL: a row that tells what it is, and rows of its pieces. */
@ApplicationScoped
class PostgresExports implements ExportStore, Exports {
    private static final String STORED =
            "select cast(to_jsonb(e) as text) from tenant_export e where stored_at is not null and tenant_id = :tenant";

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final Ids ids;

    PostgresExports(Mutiny.SessionFactory sessions, Audit audit, Ids ids) {
        this.sessions = sessions;
        this.audit = audit;
        this.ids = ids;
    }

    @Override
    public Uni<Void> begin(UUID id, StoreExport.Command command, Instant now) {
        return update(session -> session.createNativeQuery("""
                        insert into tenant_export
                          (id, tenant_id, service, attempt, sha256, bytes, content_type, begun_at, touched_at)
                        values (:id, :tenant, :service, :attempt, :sha256, :bytes, :type, :now, :now)
                        """)
                        .setParameter("id", id)
                        .setParameter("tenant", command.tenant().value())
                        .setParameter("service", command.service())
                        .setParameter("attempt", command.attempt())
                        .setParameter("sha256", command.sha256())
                        .setParameter("bytes", command.bytes())
                        .setParameter("type", command.contentType())
                        .setParameter("now", now))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> append(UUID id, int no, byte[] data, Instant now) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                        "update tenant_export set touched_at = :now where id = :id")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate()
                .invoke(rows -> {
                    if (rows == 0) {
                        throw new Refusal.Conflict(
                                        "UPLOAD_GIVEN_UP",
                                        "The upload took too long and was given up; begin anew.",
                                        java.util.Map.of())
                                .asException();
                    }
                })
                .chain(() -> session.createNativeQuery(
                                "insert into tenant_export_piece (export_id, no, data) values (:id, :no, :data)")
                        .setParameter("id", id)
                        .setParameter("no", no)
                        .setParameter("data", data)
                        .executeUpdate())
                .replaceWithVoid());
    }

    @Override
    public Uni<Void> complete(UUID id, Instant now) {
        return update(session -> session.createNativeQuery(
                                "update tenant_export set stored_at = :now, touched_at = :now where id = :id")
                        .setParameter("now", now)
                        .setParameter("id", id))
                .invoke(rows -> {
                    if (rows != 1) {
                        throw new IllegalStateException("an upload was given up at its last moment");
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> discard(UUID id) {
        return update(session -> session.createNativeQuery(
                                "delete from tenant_export where id = :id and stored_at is null")
                        .setParameter("id", id))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<StoredExport>> find(TenantId tenant, String service, String sha256, Duration retention) {
        return row(tenant, service, sha256).map(found -> found.map(row -> row.toStored(retention)));
    }

    @Override
    public Uni<List<StoredExport>> find(TenantId tenant, Duration retention) {
        return sessions.withSession(session -> OneColumn.select(
                                session, STORED + " order by settled desc, stored_at desc, service", String.class)
                        .setParameter("tenant", tenant.value())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, ExportRow.class).toStored(retention))
                        .toList());
    }

    @Override
    public Uni<Optional<byte[]>> piece(UUID id, int no) {
        return sessions.withSession(session -> session.createNativeQuery(
                                "select data from tenant_export_piece where export_id = :id and no = :no", byte[].class)
                        .setParameter("id", id)
                        .setParameter("no", no)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Void> taken(StoredExport export, Actor actor, Instant now) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery("""
                        insert into tenant_export_download (id, tenant_id, service, sha256, at, actor)
                        values (:id, :tenant, :service, :sha256, :now, cast(cast(:actor as text) as jsonb))
                        """)
                .setParameter("id", ids.next())
                .setParameter("tenant", export.tenant().value())
                .setParameter("service", export.service())
                .setParameter("sha256", export.sha256())
                .setParameter("now", now)
                .setParameter("actor", Rows.write(actor))
                .executeUpdate()
                .chain(() -> audit.record(
                        session,
                        AuditEntry.of("export.downloaded", AuditEntry.Category.EXPORT)
                                .about(export.tenant())
                                .to("tenant-service", export.service())
                                .with("sha256", export.sha256())
                                .because(new Cause(actor, null, null, null)))));
    }

    @Override
    public Uni<Purged> purge(Instant erasedBefore, Instant touchedBefore) {
        return update(session -> session.createNativeQuery("delete from tenant_export where erased_at < :before")
                        .setParameter("before", erasedBefore))
                .chain(kept -> update(session -> session.createNativeQuery(
                                        "delete from tenant_export where stored_at is null and touched_at < :before")
                                .setParameter("before", touchedBefore))
                        .map(abandoned -> new Purged(kept, abandoned)));
    }

    @Override
    public Uni<Optional<Long>> bytes(TenantId tenant, String service, String sha256) {
        return row(tenant, service, sha256).map(found -> found.map(ExportRow::bytes));
    }

    @Override
    public Uni<Void> settle(TenantId tenant, String service, String sha256) {
        return update(session -> bind(
                        session.createNativeQuery("update tenant_export set settled = true where tenant_id ="
                                + " :tenant and service = :service and sha256 = :sha256 and stored_at is not null"),
                        tenant,
                        service,
                        sha256))
                .chain(() -> update(session -> bind(
                        session.createNativeQuery("delete from tenant_export where tenant_id = :tenant and service ="
                                + " :service and sha256 <> :sha256"),
                        tenant,
                        service,
                        sha256)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> erased(TenantId tenant, Instant now) {
        return update(session -> session.createNativeQuery(
                                "update tenant_export set erased_at = :now where tenant_id = :tenant and erased_at is null")
                        .setParameter("now", now)
                        .setParameter("tenant", tenant.value()))
                .replaceWithVoid();
    }

    private Uni<Optional<ExportRow>> row(TenantId tenant, String service, String sha256) {
        return sessions.withSession(session -> OneColumn.select(
                                session, STORED + " and service = :service and sha256 = :sha256", String.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("service", service)
                        .setParameter("sha256", sha256)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(text -> Rows.read(text, ExportRow.class)));
    }

    private static Mutiny.MutationQuery bind(
            Mutiny.MutationQuery query, TenantId tenant, String service, String sha256) {
        return query.setParameter("tenant", tenant.value())
                .setParameter("service", service)
                .setParameter("sha256", sha256);
    }

    private Uni<Integer> update(Function<Mutiny.Session, Mutiny.MutationQuery> query) {
        return sessions.withTransaction((session, tx) -> query.apply(session).executeUpdate());
    }
}
