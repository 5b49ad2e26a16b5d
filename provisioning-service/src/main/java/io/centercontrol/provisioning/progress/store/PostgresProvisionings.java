package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.provisioning.progress.EventEncoder;
import io.centercontrol.provisioning.progress.ProvisioningQuery;
import io.centercontrol.provisioning.progress.Provisionings;
import io.centercontrol.provisioning.progress.Saved;
import io.centercontrol.provisioning.progress.Sighting;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Provisionings in PostgreSQL. Row, history and outbox go in one session, so in one transaction. */
@ApplicationScoped
class PostgresProvisionings implements Provisionings {
    private static final String SELECT = "select cast(to_jsonb(p) as text) from provisioning p where ";

    /** One statement for the row and its history. No row is touched when somebody wrote without the lock. */
    private static final String SAVE = """
            with told as (
              insert into provisioning_history
              select h.* from jsonb_populate_record(cast(null as provisioning_history), cast(cast(:history as text) as jsonb)) h)
            insert into provisioning
            select r.* from jsonb_populate_record(cast(null as provisioning), cast(cast(:row as text) as jsonb)) r
            on conflict (tenant_id) do update set
              desired_version = excluded.desired_version, ready = excluded.ready, paused = excluded.paused,
              services = excluded.services, deletion = excluded.deletion, status = excluded.status,
              deletion_status = excluded.deletion_status, stuck_since = excluded.stuck_since,
              due_at = excluded.due_at, followed = excluded.followed, version = excluded.version,
              updated_at = excluded.updated_at, event_id = excluded.event_id
            where provisioning.version = excluded.version - 1
            """;

    /** The history of a version, for one whose row is locked. */
    private static final String TOLD = """
            select cast(to_jsonb(h) as text) from provisioning_history h
            where h.tenant_id = :tenant and h.version = :version
            """;

    private static final String END = """
            with told as (
              insert into provisioning_history
              select h.* from jsonb_populate_record(cast(null as provisioning_history), cast(cast(:history as text) as jsonb)) h)
            delete from provisioning where tenant_id = :tenant
            """;

    private final Mutiny.SessionFactory sessions;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresProvisionings(Mutiny.SessionFactory sessions, EventEncoder encoder, Outbox outbox, Ids ids) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<Optional<Provisioning>> lock(TenantId tenant) {
        return sessions.withSession(
                        session -> OneColumn.select(session, SELECT + "tenant_id = :tenant for update", String.class)
                                .setParameter("tenant", tenant.value())
                                .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(PostgresProvisionings::toModel));
    }

    @Override
    public Uni<List<Provisioning>> lockDue(Instant now, int most) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                SELECT + "due_at <= cast(cast(:now as text) as timestamptz) order by due_at limit "
                                        + most + " for update skip locked",
                                String.class)
                        .setParameter("now", now.toString())
                        .getResultList())
                .map(PostgresProvisionings::toModels);
    }

    @Override
    public Uni<List<Provisioning>> lockBehind(long generation, int most) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                SELECT + "followed < :generation order by followed, tenant_id limit " + most
                                        + " for update skip locked",
                                String.class)
                        .setParameter("generation", generation)
                        .getResultList())
                .map(PostgresProvisionings::toModels);
    }

    @Override
    public Uni<Saved<Provisioning>> save(Change<Provisioning> change, long generation, Cause cause, Instant now) {
        var eventId = ids.next();
        var next = change.next();
        var row = ProvisioningRow.of(next, generation, eventId, now);
        var history = HistoryRow.ofTenant(
                next.tenant().value(),
                next.version(),
                eventId,
                new HistoryRow.Happened(change.type(), change.fields()),
                now,
                cause,
                row);
        return sessions.withSession(session -> session.createNativeQuery(SAVE)
                .setParameter("history", Rows.write(history))
                .setParameter("row", Rows.write(row))
                .executeUpdate()
                .invoke(rows -> {
                    if (rows != 1) {
                        throw new IllegalStateException(
                                "the provisioning of " + next.tenant() + " was written without its lock");
                    }
                })
                .chain(() -> outbox.append(session, encoder.provisioning(eventId, change, cause, now)))
                .replaceWith(new Saved<>(next, eventId)));
    }

    @Override
    public Uni<Void> followed(TenantId tenant, long generation) {
        return sessions.withSession(session -> session.createNativeQuery(
                                "update provisioning set followed = :generation where tenant_id = :tenant")
                        .setParameter("generation", generation)
                        .setParameter("tenant", tenant.value())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Saved<Provisioning>> end(Provisioning last, Cause cause, Instant now) {
        var eventId = ids.next();
        var event = encoder.ended(eventId, last, now);
        var tenant = last.tenant().value();
        var history = HistoryRow.ofTenant(
                tenant, event.version(), eventId, new HistoryRow.Happened(event.type(), List.of()), now, cause, null);
        return sessions.withSession(session -> session.createNativeQuery(END)
                .setParameter("history", Rows.write(history))
                .setParameter("tenant", tenant)
                .executeUpdate()
                .chain(() -> outbox.append(session, event))
                .replaceWith(new Saved<>(last, eventId)));
    }

    @Override
    public Uni<Void> republish(TenantId tenant) {
        return sessions.withTransaction((session, tx) -> lock(tenant)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : OneColumn.select(session, TOLD, String.class)
                                .setParameter("tenant", tenant.value())
                                .setParameter("version", found.get().version())
                                .getSingleResult()
                                .map(row -> Rows.read(row, ToldRow.class))
                                .chain(last -> outbox.append(
                                        session,
                                        encoder.provisioning(
                                                last.eventId(),
                                                last.toChange(ProvisioningRow.class, ProvisioningRow::toModel),
                                                last.toCause(),
                                                last.at())))));
    }

    @Override
    public Uni<Optional<Sighting>> find(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(
                                session, ProvisioningSql.SIGHTING + " where p.tenant_id = :tenant", String.class)
                        .setParameter("tenant", tenant.value())
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row)
                        .map(text -> Rows.read(text, ProvisioningRow.class).toSighting()));
    }

    @Override
    public Uni<Page<Sighting>> find(ProvisioningQuery query) {
        var all = ProvisioningSql.all(query);
        var part = ProvisioningSql.all(query).after(query.cursor());
        return sessions.withSession(session -> all.bind(
                        OneColumn.select(session, ProvisioningSql.COUNT + all.where(), Long.class))
                .getSingleResult()
                .chain(total -> part.bind(OneColumn.select(
                                session, ProvisioningSql.SIGHTING + part.where() + part.order(), String.class))
                        .getResultList()
                        .map(rows -> part.page(
                                rows.stream()
                                        .map(row -> Rows.read(row, ProvisioningRow.class)
                                                .toSighting())
                                        .toList(),
                                total))));
    }

    private static List<Provisioning> toModels(List<String> rows) {
        return rows.stream().map(PostgresProvisionings::toModel).toList();
    }

    private static Provisioning toModel(String row) {
        return Rows.read(row, ProvisioningRow.class).toModel();
    }
}
