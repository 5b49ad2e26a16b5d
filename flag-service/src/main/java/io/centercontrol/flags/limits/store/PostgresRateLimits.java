package io.centercontrol.flags.limits.store;

import io.centercontrol.flags.limits.EventEncoder;
import io.centercontrol.flags.limits.Kept;
import io.centercontrol.flags.limits.LimitVersion;
import io.centercontrol.flags.limits.RateLimitFilter;
import io.centercontrol.flags.limits.RateLimits;
import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.flags.limits.model.RateLimitRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Listing;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
 * Rate limits in PostgreSQL. Row, history and outbox go in one session, so in one transaction. Who changes one locks its
 * holder first and then the row; who lets them expire locks rows alone, and passes over those that are locked.
 */
@ApplicationScoped
class PostgresRateLimits implements RateLimits {
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

    private final Mutiny.SessionFactory sessions;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresRateLimits(Mutiny.SessionFactory sessions, EventEncoder encoder, Outbox outbox, Ids ids) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<Saved> change(
            LimitKey key, Cause cause, Function<@Nullable RateLimit, @Nullable Change<RateLimit>> decide) {
        return sessions.withTransaction((session, tx) -> hold(session, key.holder(), false)
                .chain(forgotten -> {
                    if (forgotten && key.holder() instanceof Holder.OfTenant(var tenant)) {
                        throw RateLimitRefusals.leaving(tenant);
                    }
                    return session.find(RateLimitRow.class, key.id(), LockMode.PESSIMISTIC_WRITE);
                })
                .chain(row -> decided(session, row, cause, decide)));
    }

    private Uni<Saved> decided(
            Mutiny.Session session,
            @Nullable RateLimitRow row,
            Cause cause,
            Function<@Nullable RateLimit, @Nullable Change<RateLimit>> decide) {
        var before = row == null ? null : row.toLimit();
        var change = decide.apply(before);
        if (change == null) {
            if (row == null) {
                throw new IllegalStateException("nothing cannot stay as it is");
            }
            return Uni.createFrom().item(new Saved(row.toKept(), List.of()));
        }
        var isOneMore = (before == null || before.removed()) && !change.next().removed();
        return (isOneMore
                        ? room(session, change.next().key().holder())
                        : Uni.createFrom().voidItem())
                .chain(() -> save(session, row, change, cause))
                .map(kept -> new Saved(kept, change.fields()));
    }

    private static Uni<Void> room(Mutiny.Session session, Holder holder) {
        return OneColumn.select(session, COUNT, Long.class)
                .setParameter("holder", holder.id())
                .getSingleResult()
                .invoke(count -> {
                    if (count >= MOST_EACH) {
                        throw RateLimitRefusals.tooMany(holder, MOST_EACH);
                    }
                })
                .replaceWithVoid();
    }

    /** The row, the history and the event: what makes a saved row a told one. */
    private Uni<Kept> save(Mutiny.Session session, @Nullable RateLimitRow row, Change<RateLimit> change, Cause cause) {
        var eventId = ids.next();
        Uni<Void> written;
        if (row == null) {
            written = session.persist(new RateLimitRow(change.next(), eventId));
        } else {
            row.set(change.next(), eventId);
            written = Uni.createFrom().voidItem();
        }
        return written.chain(() -> session.persist(new RateLimitHistoryRow(change, eventId, cause)))
                .chain(session::flush)
                .chain(() -> outbox.append(session, encoder.encode(eventId, change, cause)))
                .replaceWith(new Kept(change.next(), eventId));
    }

    @Override
    public Uni<Integer> changeDue(
            Instant now, int most, Cause cause, Function<RateLimit, @Nullable Change<RateLimit>> decide) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(DUE, RateLimitRow.class)
                .setParameter("now", now.toString())
                .setParameter("most", most)
                .getResultList()
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> {
                            var change = decide.apply(row.toLimit());
                            return change == null
                                    ? Uni.createFrom().<@Nullable Kept>nullItem()
                                    : save(session, row, change, cause);
                        })
                        .collect()
                        .last()
                        .replaceWith(rows.size())));
    }

    @Override
    public Uni<Void> forget(TenantId tenant, Instant now) {
        var holder = new Holder.OfTenant(tenant);
        return sessions.withTransaction((session, tx) -> hold(session, holder, true)
                .chain(() -> session.createNativeQuery(OF_HOLDER, RateLimitRow.class)
                        .setParameter("holder", holder.id())
                        .getResultList())
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> erase(session, row, now))
                        .collect()
                        .last()
                        .replaceWithVoid()));
    }

    private Uni<Void> erase(Mutiny.Session session, RateLimitRow row, Instant now) {
        var event = encoder.erased(ids.next(), LimitKey.parse(row.id), row.version + 1, now);
        return session.createNativeQuery("delete from rate_limit_history where id = :id")
                .setParameter("id", row.id)
                .executeUpdate()
                .chain(() -> session.remove(row))
                .chain(session::flush)
                .chain(() -> outbox.append(session, event));
    }

    private static Uni<Boolean> hold(Mutiny.Session session, Holder holder, boolean forgotten) {
        return OneColumn.select(session, HOLD, Boolean.class)
                .setParameter("id", holder.id())
                .setParameter("forgotten", forgotten)
                .getSingleResult();
    }

    @Override
    public Uni<Void> republish(LimitKey key) {
        return sessions.withTransaction((session, tx) -> session.find(
                        RateLimitRow.class, key.id(), LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> RateLimitRefusals.notFound(key))
                .chain(row ->
                        session.find(RateLimitHistoryRow.class, new RateLimitHistoryRow.Key(key.id(), row.version)))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the newest version has no history"))
                .chain(last -> outbox.append(session, encoder.encode(last.eventId, last.toChange(), last.cause))));
    }

    @Override
    public Uni<Optional<Kept>> find(LimitKey key) {
        // Detached by read, since a row that was read without its lock must not be what a later change finds.
        return sessions.withSession(session -> read(
                        session,
                        "select " + RateLimitRow.COLUMNS + " from rate_limit where id = :id",
                        query -> query.setParameter("id", key.id())))
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<List<Kept>> of(Collection<Holder> holders) {
        return sessions.withSession(session -> read(
                session,
                OF_HOLDERS,
                query -> query.setParameter(
                        "holders", Rows.write(holders.stream().map(Holder::id).toList()))));
    }

    @Override
    public Uni<List<TenantId>> tenantsWith(String callClass) {
        return sessions.withSession(session -> OneColumn.select(session, TENANTS, String.class)
                        .setParameter("class", callClass)
                        .getResultList())
                .map(found -> found.stream().map(TenantId::parse).toList());
    }

    @Override
    public Uni<Page<Kept>> find(RateLimitFilter filter, int limit, @Nullable String cursor) {
        return sessions.withSession(session -> Listing.page(
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
                    return row.toKept();
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

    @Override
    public Uni<Page<LimitVersion>> history(LimitKey key, int limit, @Nullable String cursor) {
        return find(key)
                .map(found -> found.orElseThrow(() -> RateLimitRefusals.notFound(key)))
                .chain(newest -> sessions.withSession(session -> Listing.history(
                        session,
                        RateLimitHistoryRow.class,
                        key.id(),
                        newest.limit().version(),
                        limit,
                        cursor,
                        row -> row.key.version(),
                        RateLimitHistoryRow::toVersion)));
    }

    private static Uni<List<Kept>> read(Mutiny.Session session, String sql, Consumer<Mutiny.SelectionQuery<?>> bind) {
        var query = session.createNativeQuery(sql, RateLimitRow.class);
        bind.accept(query);
        return query.getResultList()
                .invoke(rows -> rows.forEach(session::detach))
                .map(rows -> rows.stream().map(RateLimitRow::toKept).toList());
    }
}
