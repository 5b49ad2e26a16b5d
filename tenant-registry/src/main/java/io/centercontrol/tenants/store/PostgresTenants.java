package io.centercontrol.tenants.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.rest.Cursor;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.tenants.EventEncoder;
import io.centercontrol.tenants.Saved;
import io.centercontrol.tenants.TenantFilter;
import io.centercontrol.tenants.TenantSort;
import io.centercontrol.tenants.TenantVersion;
import io.centercontrol.tenants.Tenants;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Tenants in PostgreSQL. Row, history and outbox go in one session, so in one transaction. */
@ApplicationScoped
class PostgresTenants implements Tenants {
    private final Mutiny.SessionFactory sessions;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresTenants(Mutiny.SessionFactory sessions, EventEncoder encoder, Outbox outbox, Ids ids) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<Saved> register(Change<Tenant> registration, Cause cause) {
        var eventId = ids.next();
        var tenant = registration.next();
        return sessions.withTransaction((session, tx) -> refuseCoolingSlug(session, tenant.slug())
                .chain(() -> session.persist(new TenantRow(tenant, eventId)))
                .chain(session::flush)
                .onFailure(ConstraintViolationException.class)
                .transform(failure -> taken((ConstraintViolationException) failure, tenant.slug(), List.of()))
                .chain(() -> tell(session, eventId, registration, cause)));
    }

    @Override
    public Uni<Saved> change(
            TenantId id,
            @Nullable Long expectedVersion,
            Cause cause,
            Function<Tenant, @Nullable Change<Tenant>> decide) {
        return sessions.withTransaction((session, tx) -> session.find(
                        TenantRow.class, id.value(), LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> TenantRefusals.notFound("id " + id))
                .chain(row -> {
                    if (expectedVersion != null && expectedVersion != row.version) {
                        throw TenantRefusals.stale(expectedVersion, row.version);
                    }
                    var change = decide.apply(row.toTenant());
                    return change == null ? Uni.createFrom().item(row.toSaved()) : save(session, row, change, cause);
                }));
    }

    private static Uni<Void> refuseCoolingSlug(Mutiny.Session session, String slug) {
        return OneColumn.select(
                        session,
                        "select count(*) from tenant where slug = :slug and slug_taken and status = 'DELETED'",
                        Long.class)
                .setParameter("slug", slug)
                .getSingleResult()
                .invoke(cooling -> {
                    if (cooling > 0) {
                        throw TenantRefusals.slugCoolingDown(slug);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Saved> save(Mutiny.Session session, TenantRow row, Change<Tenant> change, Cause cause) {
        var eventId = ids.next();
        var before = row.toTenant();
        row.set(change.next(), eventId);
        return session.flush()
                .chain(() -> PostgresVerifiedDomains.follow(session, before, change.next()))
                .onFailure(ConstraintViolationException.class)
                .transform(failure -> taken(
                        (ConstraintViolationException) failure,
                        row.slug,
                        PostgresVerifiedDomains.newlyVerified(before, change.next())))
                .chain(() -> tell(session, eventId, change, cause));
    }

    /** The history and the event: what makes a saved row a told one. */
    private Uni<Saved> tell(Mutiny.Session session, UUID eventId, Change<Tenant> change, Cause cause) {
        return session.persist(new TenantHistoryRow(change, eventId, cause))
                .chain(session::flush)
                .chain(() -> outbox.append(session, encoder.encode(eventId, change, cause)))
                .replaceWith(new Saved(change.next(), eventId));
    }

    @Override
    public Uni<Saved> republish(TenantId id) {
        return sessions.withTransaction((session, tx) -> session.find(
                        TenantRow.class, id.value(), LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> TenantRefusals.notFound("id " + id))
                .chain(row -> session.find(TenantHistoryRow.class, new TenantHistoryRow.Key(row.id, row.version))
                        .onItem()
                        .ifNull()
                        .failWith(() -> new IllegalStateException("the newest version has no history"))
                        .chain(last -> outbox.append(
                                session, encoder.encode(row.eventId, last.toChange(row.toTenant()), last.toCause())))
                        .replaceWith(row::toSaved)));
    }

    private static Throwable taken(ConstraintViolationException failure, String slug, Collection<String> domains) {
        var constraint = String.valueOf(failure.getConstraintName()) + failure.getMessage();
        if (constraint.contains("tenant_slug_key")) {
            return TenantRefusals.slugTaken(slug);
        }
        return constraint.contains("tenant_domain_owner")
                ? TenantRefusals.domainTaken(String.join(", ", domains))
                : failure;
    }

    @Override
    public Uni<Saved> get(TenantId id) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return sessions.withSession(session -> session.find(TenantRow.class, id.value())
                .onItem()
                .ifNull()
                .failWith(() -> TenantRefusals.notFound("id " + id))
                .invoke(session::detach)
                .map(TenantRow::toSaved));
    }

    @Override
    public Uni<Saved> getAsOf(TenantId id, Instant at) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from TenantHistoryRow where key.tenantId = :id and time <= :at"
                                        + " order by key.version desc",
                                TenantHistoryRow.class)
                        .setParameter("id", id.value())
                        .setParameter("at", at)
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .chain(row -> row == null
                        ? get(id).map(exists -> {
                            throw TenantRefusals.notYet(at.toString());
                        })
                        : Uni.createFrom().item(row.toSaved()));
    }

    @Override
    public Uni<Saved> byHost(String host) {
        return sessions.withSession(session -> session.createNativeQuery(
                                TenantQuery.SELECT + " where document -> 'hosts' @> to_jsonb(cast(:host as text))",
                                TenantRow.class)
                        .setParameter("host", host)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> TenantRefusals.notFound("host " + host))
                .map(TenantRow::toSaved);
    }

    @Override
    public Uni<Saved> bySlug(String slug) {
        return sessions.withSession(session -> session.createNativeQuery(
                                TenantQuery.SELECT + " where slug = :slug and slug_taken", TenantRow.class)
                        .setParameter("slug", slug)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> TenantRefusals.notFound("slug " + slug))
                .map(TenantRow::toSaved);
    }

    @Override
    public Uni<Page<Saved>> find(TenantFilter filter, TenantSort sort, int limit, @Nullable String cursor) {
        var all = new TenantQuery(filter);
        var part = new TenantQuery(filter).after(sort, cursor);
        return sessions.withSession(session -> all.bind(OneColumn.select(session, all.count(), Long.class))
                .getSingleResult()
                .chain(counted -> part.bind(session.createNativeQuery(
                                        part.page(sort, counted > TenantQuery.COUNTED), TenantRow.class)
                                .setMaxResults(limit + 1))
                        .getResultList()
                        .map(rows -> page(rows, sort, limit, counted))));
    }

    private static Page<Saved> page(List<TenantRow> rows, TenantSort sort, int limit, long counted) {
        var here = rows.subList(0, Math.min(limit, rows.size()));
        return new Page<>(
                here.stream().map(TenantRow::toSaved).toList(),
                rows.size() > limit ? TenantQuery.cursor(sort, here.getLast()) : null,
                Math.min(counted, TenantQuery.COUNTED),
                counted <= TenantQuery.COUNTED);
    }

    @Override
    public Uni<List<TenantId>> ids(TenantFilter filter, int most) {
        var query = new TenantQuery(filter);
        return sessions.withSession(session -> query.bind(
                        OneColumn.select(session, "select id from tenant" + query.where() + " order by id", UUID.class)
                                .setMaxResults(most))
                .getResultList()
                .map(found -> found.stream().map(TenantId::new).toList()));
    }

    @Override
    public Uni<Page<TenantVersion>> history(TenantId id, int limit, @Nullable String cursor) {
        var before = Cursor.number(cursor, Long.MAX_VALUE);
        return get(id).chain(newest -> sessions.withSession(session -> session.createSelectionQuery(
                        "from TenantHistoryRow where key.tenantId = :id and key.version < :before"
                                + " order by key.version desc",
                        TenantHistoryRow.class)
                .setParameter("id", id.value())
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList()
                .map(rows -> new Page<>(
                        rows.stream().map(TenantHistoryRow::toVersion).toList(),
                        rows.isEmpty() || rows.getLast().key.version() == 1
                                ? null
                                : Cursor.of(Long.toString(rows.getLast().key.version())),
                        newest.tenant().version()))));
    }
}
