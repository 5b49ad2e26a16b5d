package io.centercontrol.tenants.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.tenants.TenantFilter;
import io.centercontrol.tenants.TenantSort;
import io.centercontrol.tenants.Tenants;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Tenants in PostgreSQL. A purged one, whose last event is a tombstone, stands no more on the topic. */
@Singleton
class PostgresTenants extends AggregateStore<TenantId, Tenant, TenantRow, TenantDocument> implements Tenants {
    PostgresTenants(AggregateTools tools, EventEncoder<Tenant> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.tenants.v1",
                        "tenant",
                        IdType.UUID,
                        "purged_at is null",
                        TenantRow.class,
                        TenantRow::new,
                        TenantDocument.class,
                        (id, version, document) -> document.toTenant((UUID) id, version)));
    }

    @Override
    protected Object id(TenantId id) {
        return id.value();
    }

    @Override
    protected RefusedException notFound(TenantId id) {
        return TenantRefusals.notFound("id " + id);
    }

    @Override
    protected RefusedException notYet(Tenant tenant, Instant moment) {
        return TenantRefusals.notYet(moment.toString());
    }

    @Override
    public Uni<Kept<Tenant>> register(Change<Tenant> registration, Cause cause) {
        return transaction(session -> refuseCoolingSlug(
                                session, registration.next().slug())
                        .chain(() -> inserted(session, registration, cause)))
                .map(Written::kept);
    }

    @Override
    public Uni<Kept<Tenant>> change(
            TenantId id,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<Tenant, @Nullable Change<Tenant>> decide) {
        return transaction(session -> changed(session, id, expectedVersion, cause, decide))
                .map(Written::kept);
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

    @Override
    protected Uni<Void> alongside(Mutiny.Session session, @Nullable Tenant before, Change<Tenant> change, Cause cause) {
        return before == null
                ? Uni.createFrom().voidItem()
                : PostgresVerifiedDomains.follow(session, before, change.next());
    }

    @Override
    protected Throwable explained(Throwable failure, @Nullable Tenant before, Tenant next) {
        if (!(failure instanceof ConstraintViolationException violation)) {
            return failure;
        }
        var constraint = String.valueOf(violation.getConstraintName()) + violation.getMessage();
        if (constraint.contains("tenant_slug_key")) {
            return TenantRefusals.slugTaken(next.slug());
        }
        return before != null && constraint.contains("tenant_domain_owner")
                ? TenantRefusals.domainTaken(String.join(", ", PostgresVerifiedDomains.newlyVerified(before, next)))
                : failure;
    }

    @Override
    public Uni<Kept<Tenant>> byHost(String host) {
        return reading(session -> session.createNativeQuery(
                                TenantQuery.SELECT + " where document -> 'hosts' @> to_jsonb(cast(:host as text))",
                                TenantRow.class)
                        .setParameter("host", host)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> TenantRefusals.notFound("host " + host))
                .map(TenantRow::kept);
    }

    @Override
    public Uni<Kept<Tenant>> bySlug(String slug) {
        return reading(session -> session.createNativeQuery(
                                TenantQuery.SELECT + " where slug = :slug and slug_taken", TenantRow.class)
                        .setParameter("slug", slug)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> TenantRefusals.notFound("slug " + slug))
                .map(TenantRow::kept);
    }

    @Override
    public Uni<Page<Kept<Tenant>>> find(TenantFilter filter, TenantSort sort, int limit, @Nullable String cursor) {
        var all = new TenantQuery(filter);
        var part = new TenantQuery(filter).after(sort, cursor);
        return reading(session -> all.bind(OneColumn.select(session, all.count(), Long.class))
                .getSingleResult()
                .chain(counted -> part.bind(session.createNativeQuery(
                                        part.page(sort, counted > TenantQuery.COUNTED), TenantRow.class)
                                .setMaxResults(limit + 1))
                        .getResultList()
                        .map(rows -> page(rows, sort, limit, counted))));
    }

    private static Page<Kept<Tenant>> page(List<TenantRow> rows, TenantSort sort, int limit, long counted) {
        var here = rows.subList(0, Math.min(limit, rows.size()));
        return new Page<>(
                here.stream().map(TenantRow::kept).toList(),
                rows.size() > limit ? TenantQuery.cursor(sort, here.getLast()) : null,
                Math.min(counted, TenantQuery.COUNTED),
                counted <= TenantQuery.COUNTED);
    }

    @Override
    public Uni<List<TenantId>> ids(TenantFilter filter, int most) {
        var query = new TenantQuery(filter);
        return reading(session -> query.bind(
                        OneColumn.select(session, "select id from tenant" + query.where() + " order by id", UUID.class)
                                .setMaxResults(most))
                .getResultList()
                .map(found -> found.stream().map(TenantId::new).toList()));
    }
}
