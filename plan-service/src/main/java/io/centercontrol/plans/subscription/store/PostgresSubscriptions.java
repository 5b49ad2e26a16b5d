package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.HistoryTable;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.kit.truth.TableTruth;
import io.centercontrol.plans.subscription.Subscriptions;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions in PostgreSQL. Rows, history and outbox go in one session, so in one transaction; many go in one statement,
 * since a migration changes thousands. What stands on {@code cc.entitlements.v1} is what stands here.
 */
@Singleton
class PostgresSubscriptions extends TableTruth implements Subscriptions {
    private static final String ERASE = """
            with told as (delete from subscription_history where id = :tenant)
            delete from subscription where id = :tenant
            """;

    private final Mutiny.SessionFactory sessions;
    private final EventEncoder<Entitled> encoder;
    private final Outbox outbox;
    private final Ids ids;
    private final HistoryTable<Entitled, SubscriptionDocument> history;

    PostgresSubscriptions(AggregateTools tools, EventEncoder<Entitled> encoder) {
        super(tools.sessions(), "cc.entitlements.v1", "subscription", "uuid", "true");
        this.sessions = tools.sessions();
        this.outbox = tools.outbox();
        this.ids = tools.ids();
        this.encoder = encoder;
        this.history = HistoryTable.told(
                "subscription",
                SubscriptionDocument.class,
                (id, version, document) -> document.toEntitled(new TenantId((UUID) id), version),
                Rows.mapper());
    }

    @Override
    public Uni<List<Kept<Entitled>>> lock(Collection<TenantId> tenants) {
        return select(
                "where s.id in (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))"
                        + " order by s.id for update of s",
                query -> query.setParameter("ids", ids(tenants)));
    }

    @Override
    public Uni<List<Kept<Entitled>>> lockDue(Instant now, int most) {
        return select(
                "where s.due_at <= cast(cast(:now as text) as timestamptz) order by s.due_at limit " + most
                        + " for update of s skip locked",
                query -> query.setParameter("now", now.toString()));
    }

    @Override
    public Uni<List<Kept<Entitled>>> lockBehind(long governance, int most) {
        return select(
                "where s.governance < :governance order by s.governance, s.id limit " + most
                        + " for update of s skip locked",
                query -> query.setParameter("governance", governance));
    }

    @Override
    public Uni<Void> save(List<Decided> decided, long governance) {
        if (decided.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows =
                decided.stream().map(one -> SubscriptionRow.of(one, governance)).toList();
        return sessions.withSession(session -> session.createNativeQuery(SubscriptionSql.SAVE)
                .setParameter("rows", Rows.write(rows))
                .executeUpdate()
                .invoke(written -> {
                    if (written != decided.size()) {
                        throw new IllegalStateException("a subscription was written without its lock");
                    }
                })
                .chain(() -> Multi.createFrom()
                        .iterable(decided)
                        .onItem()
                        .transformToUniAndConcatenate(
                                one -> outbox.append(session, encoder.encode(one.eventId(), one.change(), one.cause())))
                        .collect()
                        .last()
                        .replaceWithVoid()));
    }

    @Override
    public Uni<Void> keepsUnder(long governance, Collection<TenantId> tenants) {
        return tenants.isEmpty()
                ? Uni.createFrom().voidItem()
                : sessions.withSession(session -> session.createNativeQuery(
                                "update subscription set governance = :governance where id in (select"
                                        + " cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))")
                        .setParameter("governance", governance)
                        .setParameter("ids", ids(tenants))
                        .executeUpdate()
                        .replaceWithVoid());
    }

    @Override
    public Uni<Void> republish(String id) {
        return republish(id, 1, 0);
    }

    @Override
    public Uni<Void> republish(String id, long from, long to) {
        var tenant = TenantId.parse(id);
        return sessions.withTransaction((session, tx) -> lock(List.of(tenant))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : republish(session, tenant, from, to, found.getFirst().version())));
    }

    private Uni<Void> republish(Mutiny.Session session, TenantId tenant, long from, long to, long newest) {
        return history.range(session, tenant.value(), from, Math.min(to, newest - 1))
                .chain(past -> history.newest(session, tenant.value(), newest)
                        .map(last -> Stream.concat(past.stream(), Stream.of(last))))
                .chain(versions -> Multi.createFrom()
                        .items(versions)
                        .onItem()
                        .transformToUniAndConcatenate(one -> outbox.append(
                                session, encoder.encode(one.kept().eventId(), one.toChange(), one.cause())))
                        .onItem()
                        .ignoreAsUni());
    }

    @Override
    public Uni<Boolean> erase(TenantId tenant, Cause cause, Instant now) {
        return sessions.withSession(session -> lock(List.of(tenant)).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            var last = found.getFirst().state();
            return session.createNativeQuery(ERASE)
                    .setParameter("tenant", tenant.value())
                    .executeUpdate()
                    .chain(() -> outbox.append(session, encoder.erased(ids.next(), last, now)))
                    .replaceWith(true);
        }));
    }

    @Override
    public Uni<Optional<Kept<Entitled>>> find(TenantId tenant) {
        return select("where s.id = :id", query -> query.setParameter("id", tenant.value()))
                .map(found -> found.stream().findFirst());
    }

    private static final String AMONG = "(s.plan, s.plan_version) in (select r.plan, r.version"
            + " from jsonb_to_recordset(cast(cast(:plans as text) as jsonb)) as r(plan text, version int))";

    @Override
    public Uni<List<Kept<Entitled>>> having(Collection<PlanRef> plans, UUID after, int most) {
        return select(
                "where " + AMONG + " and s.id > :after order by s.id limit " + most,
                query -> query.setParameter("plans", Rows.write(plans)).setParameter("after", after));
    }

    @Override
    public Uni<Long> countPlain(Collection<PlanRef> plans) {
        return sessions.withSession(session -> OneColumn.select(
                        session, "select count(*) from subscription s where s.plain and " + AMONG, Long.class)
                .setParameter("plans", Rows.write(plans))
                .getSingleResult());
    }

    /** A row of the list. */
    private record ListedRow(
            SubscriptionRow.Found subscription,
            @Nullable String slug,
            @Nullable String name) {
        Listed toListed() {
            return new Listed(subscription.toKept(), slug, name);
        }
    }

    private static final String LIST = " from subscription s left join tenant t on t.id = s.id "
            + "where (cast(:plan as text) is null or s.plan = :plan)"
            + " and (cast(:version as int) is null or s.plan_version = :version)"
            + " and (cast(:feature as text) is null or exists (select from jsonb_array_elements(s.document -> 'values') v"
            + " where v ->> 'feature' = :feature and case v #>> '{grant,kind}' when 'SWITCH' then cast(v #>> '{grant,on}' as"
            + " boolean) else coalesce(cast(v #>> '{grant,most}' as bigint), 1) > 0 end))"
            + " and (cast(:text as text) is null or position(lower(:text) in lower(t.slug)) > 0"
            + " or position(lower(:text) in lower(t.name)) > 0)";

    @Override
    public Uni<Page<Listed>> find(Query query) {
        var after = Cursor.uuid(query.cursor(), new UUID(0, 0));
        return sessions.withSession(session -> bound(
                        OneColumn.select(session, "select count(*)" + LIST, Long.class), query.filter())
                .getSingleResult()
                .chain(total -> bound(
                                OneColumn.select(
                                        session,
                                        "select cast(jsonb_build_object('subscription', cast(" + SubscriptionSql.ROW
                                                + " as jsonb), 'slug', t.slug, 'name', t.name) as text)" + LIST
                                                + " and s.id > :after order by s.id limit " + (query.limit() + 1),
                                        String.class),
                                query.filter())
                        .setParameter("after", after)
                        .getResultList()
                        .map(rows -> page(rows, query.limit(), total))));
    }

    @Override
    public Uni<List<TenantId>> tenants(Filter filter, int most) {
        return sessions.withSession(session -> bound(
                                OneColumn.select(
                                        session, "select s.id" + LIST + " order by s.id limit " + most, UUID.class),
                                filter)
                        .getResultList())
                .map(found -> found.stream().map(TenantId::new).toList());
    }

    private static <T> Mutiny.SelectionQuery<T> bound(Mutiny.SelectionQuery<T> query, Filter filter) {
        return query.setParameter("plan", filter.plan())
                .setParameter("version", filter.version())
                .setParameter("feature", filter.feature())
                .setParameter("text", filter.text());
    }

    private static Page<Listed> page(List<String> rows, int limit, long total) {
        var listed = rows.stream()
                .limit(limit)
                .map(row -> Rows.read(row, ListedRow.class).toListed())
                .toList();
        return new Page<>(
                listed,
                rows.size() > limit
                        ? Cursor.of(listed.getLast()
                                .kept()
                                .state()
                                .subscription()
                                .tenant()
                                .toString())
                        : null,
                total);
    }

    @Override
    public Uni<Page<Version<Entitled>>> history(TenantId tenant, int limit, @Nullable String cursor) {
        return find(tenant)
                .map(found -> found.map(Kept::version).orElse(0L))
                .chain(newest ->
                        sessions.withSession(session -> history.page(session, tenant.value(), newest, limit, cursor)));
    }

    private Uni<List<Kept<Entitled>>> select(String where, UnaryOperator<Mutiny.SelectionQuery<String>> bind) {
        return sessions.withSession(
                        session -> bind.apply(OneColumn.select(session, SubscriptionSql.SELECT + where, String.class))
                                .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, SubscriptionRow.Found.class).toKept())
                        .toList());
    }

    private static String ids(Collection<TenantId> tenants) {
        return Rows.write(tenants.stream().map(TenantId::value).toList());
    }
}
