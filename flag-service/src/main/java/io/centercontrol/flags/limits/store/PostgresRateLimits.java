package io.centercontrol.flags.limits.store;

import io.centercontrol.flags.limits.RateLimitFilter;
import io.centercontrol.flags.limits.RateLimits;
import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.flags.limits.model.RateLimitRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Listing;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits in PostgreSQL. Who changes one locks its holder first and then the row; who lets them expire locks rows alone,
 * and passes over those that are locked.
 */
@Singleton
class PostgresRateLimits extends AggregateStore<LimitKey, RateLimit, RateLimitRow, RateLimitDocument>
        implements RateLimits {
    /** The update that changes nothing makes the row locked whether it is new or not. */
    private static final String HOLD = """
            insert into rate_limit_holder (id, forgotten) values (:id, :forgotten)
            on conflict (id) do update set forgotten = rate_limit_holder.forgotten or excluded.forgotten
            returning forgotten
            """;

    private static final String COUNT = "select count(*) from rate_limit where holder = :holder and not removed";
    private static final String DUE = "select " + RateLimitRow.COLUMNS + " from rate_limit"
            + " where not removed and expires_at <= cast(cast(:now as text) as timestamptz)"
            + " order by expires_at limit :most for update skip locked";
    private static final String OF_HOLDER =
            "select " + RateLimitRow.COLUMNS + " from rate_limit where holder = :holder order by id for update";
    private static final String OF_HOLDERS = "select " + RateLimitRow.COLUMNS + " from rate_limit where not removed and"
            + " holder in (select jsonb_array_elements_text(cast(cast(:holders as text) as jsonb))) order by id";
    private static final String TENANTS = "select split_part(holder, '/', 2) from rate_limit"
            + " where not removed and call_class = :class and holder like 'tenant/%'";

    PostgresRateLimits(AggregateTools tools, EventEncoder<RateLimit> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.limits.v1",
                        "rate_limit",
                        IdType.TEXT,
                        RateLimitRow.class,
                        RateLimitRow::new,
                        RateLimitDocument.class,
                        (id, version, document) -> document.toLimit((String) id, version)));
    }

    @Override
    protected Object id(LimitKey key) {
        return key.id();
    }

    @Override
    protected RefusedException notFound(LimitKey key) {
        return RateLimitRefusals.notFound(key);
    }

    @Override
    public Uni<Written<RateLimit>> change(
            LimitKey key, Cause cause, Function<@Nullable RateLimit, @Nullable Change<RateLimit>> decide) {
        return transaction(session -> hold(session, key.holder(), false)
                .chain(forgotten -> {
                    if (forgotten && key.holder() instanceof Holder.OfTenant(var tenant)) {
                        throw RateLimitRefusals.leaving(tenant);
                    }
                    return session.find(RateLimitRow.class, key.id(), LockMode.PESSIMISTIC_WRITE);
                })
                .chain(row -> decided(session, row, cause, decide)));
    }

    private Uni<Written<RateLimit>> decided(
            Mutiny.Session session,
            @Nullable RateLimitRow row,
            Cause cause,
            Function<@Nullable RateLimit, @Nullable Change<RateLimit>> decide) {
        if (row != null) {
            return decided(session, row, null, cause, decide::apply);
        }
        var first = decide.apply(null);
        if (first == null) {
            throw new IllegalStateException("nothing cannot stay as it is");
        }
        return inserted(session, first, cause);
    }

    /** One more must have room. It is counted beside the others of its holder, whose lock is held. */
    @Override
    protected Uni<Void> alongside(
            Mutiny.Session session, @Nullable RateLimit before, Change<RateLimit> change, Cause cause) {
        var isOneMore = (before == null || before.removed()) && !change.next().removed();
        return isOneMore
                ? room(session, change.next().key().holder())
                : Uni.createFrom().voidItem();
    }

    private static Uni<Void> room(Mutiny.Session session, Holder holder) {
        return OneColumn.select(session, COUNT, Long.class)
                .setParameter("holder", holder.id())
                .getSingleResult()
                .invoke(count -> {
                    if (count > MOST_EACH) {
                        throw RateLimitRefusals.tooMany(holder, MOST_EACH);
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> changeDue(
            Instant now, int most, Cause cause, Function<RateLimit, @Nullable Change<RateLimit>> decide) {
        return transaction(session -> session.createNativeQuery(DUE, RateLimitRow.class)
                .setParameter("now", now.toString())
                .setParameter("most", most)
                .getResultList()
                .chain(rows -> each(session, rows, cause, decide).replaceWith(rows.size())));
    }

    @Override
    public Uni<Void> forget(TenantId tenant, Instant now) {
        var holder = new Holder.OfTenant(tenant);
        return transaction(session -> hold(session, holder, true)
                .chain(() -> session.createNativeQuery(OF_HOLDER, RateLimitRow.class)
                        .setParameter("holder", holder.id())
                        .getResultList())
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> ended(session, row, now))
                        .collect()
                        .last()
                        .replaceWithVoid()));
    }

    private static Uni<Boolean> hold(Mutiny.Session session, Holder holder, boolean forgotten) {
        return OneColumn.select(session, HOLD, Boolean.class)
                .setParameter("id", holder.id())
                .setParameter("forgotten", forgotten)
                .getSingleResult();
    }

    @Override
    public Uni<Optional<Kept<RateLimit>>> find(LimitKey key) {
        // Detached by read, since a row that was read without its lock must not be what a later change finds.
        return reading(session -> read(
                        session,
                        "select " + RateLimitRow.COLUMNS + " from rate_limit where id = :id",
                        query -> query.setParameter("id", key.id())))
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<List<Kept<RateLimit>>> of(Collection<Holder> holders) {
        return reading(session -> read(
                session,
                OF_HOLDERS,
                query -> query.setParameter(
                        "holders", Rows.write(holders.stream().map(Holder::id).toList()))));
    }

    @Override
    public Uni<List<TenantId>> tenantsWith(String callClass) {
        return reading(session -> OneColumn.select(session, TENANTS, String.class)
                        .setParameter("class", callClass)
                        .getResultList())
                .map(found -> found.stream().map(TenantId::parse).toList());
    }

    @Override
    public Uni<Page<Kept<RateLimit>>> find(RateLimitFilter filter, int limit, @Nullable String cursor) {
        return reading(session -> Listing.page(
                session,
                RateLimitRow.class,
                RateLimitRow.COLUMNS,
                "rate_limit",
                () -> conditions(filter),
                limit,
                cursor,
                row -> row.id,
                row -> {
                    session.detach(row);
                    return row.kept();
                }));
    }

    private static Conditions conditions(RateLimitFilter filter) {
        var tenant = filter.tenant();
        var plan = filter.plan();
        var stage = filter.stage();
        return new Conditions()
                .add("removed = :removed", "removed", filter.removed())
                .add("holder = :tenant", "tenant", tenant == null ? null : new Holder.OfTenant(tenant).id())
                .add("holder = :plan", "plan", plan == null ? null : new Holder.OfPlan(plan).id())
                .add("call_class = :class", "class", filter.callClass())
                .add("stage = :stage", "stage", stage == null ? null : stage.name());
    }

    private static Uni<List<Kept<RateLimit>>> read(
            Mutiny.Session session, String sql, Consumer<Mutiny.SelectionQuery<?>> bind) {
        var query = session.createNativeQuery(sql, RateLimitRow.class);
        bind.accept(query);
        return query.getResultList()
                .invoke(rows -> rows.forEach(session::detach))
                .map(rows -> rows.stream().map(RateLimitRow::kept).toList());
    }
}
