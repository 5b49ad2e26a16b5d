package io.centercontrol.integrations.endpoints.store;

import io.centercontrol.integrations.endpoints.EndpointFilter;
import io.centercontrol.integrations.endpoints.Endpoints;
import io.centercontrol.integrations.endpoints.model.EndpointRefusals;
import io.centercontrol.integrations.endpoints.model.TypePattern;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints in PostgreSQL. With each change it writes what events are held against, and whether the endpoint's lane is open:
 * {@code deliveries.store} reads those tables and owns what else is in a lane.
 */
@Singleton
class PostgresEndpoints extends AggregateStore<UUID, WebhookEndpoint, EndpointRow, EndpointDocument>
        implements Endpoints {
    private static final UUID FIRST = new UUID(0, 0);

    private static final String SELECT = "select " + EndpointRow.COLUMNS + " from webhook_endpoint e";

    private static final String NAMES =
            "exists (select 1 from jsonb_array_elements_text(case jsonb_typeof(document->'tenants')"
                    + " when 'array' then document->'tenants' else '[]' end) t where t = :tenant)";

    private static final String TYPES = """
            with gone as (delete from webhook_endpoint_type where endpoint_id = :id
              and type not in (select jsonb_array_elements_text(cast(cast(:types as text) as jsonb))))
            insert into webhook_endpoint_type (type, endpoint_id)
            select jsonb_array_elements_text(cast(cast(:types as text) as jsonb)), :id on conflict do nothing
            """;

    private static final String TENANTS = """
            with gone as (delete from webhook_endpoint_tenant where endpoint_id = :id
              and tenant_id not in (select cast(t as uuid) from jsonb_array_elements_text(cast(cast(:tenants as text) as jsonb)) t))
            insert into webhook_endpoint_tenant (tenant_id, endpoint_id)
            select cast(t as uuid), :id from jsonb_array_elements_text(cast(cast(:tenants as text) as jsonb)) t
            on conflict do nothing
            """;

    /** One that opens looks at once for what waits. */
    private static final String LANE = """
            insert into webhook_lane (endpoint_id, open) values (:id, :open)
            on conflict (endpoint_id) do update set open = excluded.open,
              due_at = case when excluded.open and not webhook_lane.open then now() else webhook_lane.due_at end,
              failures = case when excluded.open and not webhook_lane.open then 0 else webhook_lane.failures end,
              failing_since = case when excluded.open and not webhook_lane.open then null else webhook_lane.failing_since end
            """;

    private static final String CANCEL =
            "update webhook_delivery set state = 'CANCELLED', ended_at = now(), due_at = null"
                    + " where endpoint_id = :id and state = 'PENDING'";

    PostgresEndpoints(AggregateTools tools, EventEncoder<WebhookEndpoint> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.webhook-endpoints.v1",
                        "webhook_endpoint",
                        IdType.UUID,
                        EndpointRow.class,
                        EndpointRow::new,
                        EndpointDocument.class,
                        (id, version, document) -> document.toEndpoint((UUID) id, version)));
    }

    @Override
    protected Object id(UUID key) {
        return key;
    }

    @Override
    protected RefusedException notFound(UUID key) {
        return EndpointRefusals.notFound(key);
    }

    @Override
    public Uni<Written<WebhookEndpoint>> create(Change<WebhookEndpoint> creation, Cause cause) {
        return transaction(session -> OneColumn.select(
                        session, "select count(*) from webhook_endpoint where not removed", Long.class)
                .getSingleResult()
                .chain(count -> {
                    if (count >= MOST) {
                        throw EndpointRefusals.tooMany(MOST);
                    }
                    return inserted(session, creation, cause);
                }));
    }

    @Override
    public Uni<Written<WebhookEndpoint>> change(
            UUID id,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<WebhookEndpoint, @Nullable Change<WebhookEndpoint>> decide) {
        return transaction(session -> changed(session, id, expectedVersion, cause, endpoint -> {
            if (endpoint.removed()) {
                throw EndpointRefusals.notFound(id);
            }
            return decide.apply(endpoint);
        }));
    }

    @Override
    public Uni<Void> changeThoseOf(
            TenantId tenant, Cause cause, Function<WebhookEndpoint, @Nullable Change<WebhookEndpoint>> decide) {
        return transaction(session -> session.createNativeQuery(
                        SELECT + " where " + NAMES + " order by id for update", EndpointRow.class)
                .setParameter("tenant", tenant.toString())
                .getResultList()
                .chain(rows -> each(session, rows, cause, decide))
                .replaceWithVoid());
    }

    @Override
    protected Uni<Void> alongside(
            Mutiny.Session session, @Nullable WebhookEndpoint before, Change<WebhookEndpoint> change, Cause cause) {
        var next = change.next();
        var tenants = next.terms().tenants();
        var live = !next.removed();
        return run(
                        session,
                        TYPES,
                        next,
                        query -> query.setParameter(
                                "types", Rows.write(live ? next.terms().types() : Set.of())))
                .chain(() -> run(
                        session,
                        TENANTS,
                        next,
                        query -> query.setParameter(
                                "tenants",
                                Rows.write(
                                        live && tenants != null
                                                ? tenants.stream()
                                                        .map(TenantId::toString)
                                                        .toList()
                                                : List.of()))))
                .chain(() ->
                        run(session, LANE, next, query -> query.setParameter("open", live && next.disabled() == null)))
                .chain(() -> live ? Uni.createFrom().voidItem() : run(session, CANCEL, next, query -> {}));
    }

    private static Uni<Void> run(
            Mutiny.Session session, String sql, WebhookEndpoint endpoint, Consumer<Mutiny.MutationQuery> bind) {
        var query = session.createNativeQuery(sql).setParameter("id", endpoint.id());
        bind.accept(query);
        return query.executeUpdate().replaceWithVoid();
    }

    @Override
    public Uni<Kept<WebhookEndpoint>> live(UUID id) {
        return get(id).invoke(kept -> {
            if (kept.state().removed()) {
                throw EndpointRefusals.notFound(id);
            }
        });
    }

    @Override
    public Uni<List<Kept<WebhookEndpoint>>> naming(TenantId tenant) {
        return reading(session -> session.createNativeQuery(
                        SELECT + " where not removed and " + NAMES + " order by id", EndpointRow.class)
                .setParameter("tenant", tenant.toString())
                .getResultList()
                .map(rows -> rows.stream().map(row -> kept(session, row)).toList()));
    }

    @Override
    public Uni<Page<Kept<WebhookEndpoint>>> find(EndpointFilter filter, int limit, @Nullable String cursor) {
        var all = conditions(filter);
        var part = conditions(filter).add("id > :after", "after", Cursor.uuid(cursor, FIRST));
        return reading(session -> all.bind(
                        OneColumn.select(session, "select count(*) from webhook_endpoint e" + all.where(), Long.class))
                .getSingleResult()
                .chain(total -> part.bind(
                                session.createNativeQuery(SELECT + part.where() + " order by id", EndpointRow.class)
                                        .setMaxResults(limit + 1))
                        .getResultList()
                        .map(rows -> {
                            var here = rows.stream()
                                    .limit(limit)
                                    .map(row -> kept(session, row))
                                    .toList();
                            return new Page<>(
                                    here,
                                    rows.size() > limit
                                            ? Cursor.of(here.getLast().state().aggregateId())
                                            : null,
                                    total);
                        })));
    }

    private static Conditions conditions(EndpointFilter filter) {
        var tenant = filter.tenant();
        var type = filter.type();
        return new Conditions()
                .add("removed = :removed", "removed", filter.removed())
                .add("enabled = :enabled", "enabled", filter.enabled())
                .add(
                        "exists (select 1 from webhook_endpoint_type t where t.endpoint_id = e.id and t.type in"
                                + " (select jsonb_array_elements_text(cast(cast(:types as text) as jsonb))))",
                        "types",
                        type == null ? null : Rows.write(TypePattern.of(type)))
                .add(
                        "(every_tenant or exists (select 1 from webhook_endpoint_tenant t"
                                + " where t.endpoint_id = e.id and t.tenant_id = :tenant))",
                        "tenant",
                        tenant == null ? null : tenant.value());
    }

    private static Kept<WebhookEndpoint> kept(Mutiny.Session session, EndpointRow row) {
        session.detach(row);
        return row.kept();
    }
}
