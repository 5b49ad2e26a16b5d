package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.Altered;
import io.centercontrol.flags.authoring.AuthoringVersion;
import io.centercontrol.flags.authoring.ContentWatch;
import io.centercontrol.flags.authoring.EventEncoder;
import io.centercontrol.flags.authoring.FlagFilter;
import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.Held;
import io.centercontrol.flags.authoring.SavedFlag;
import io.centercontrol.flags.authoring.Standing;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.Listing;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Flags in PostgreSQL. Row, history and outbox go in one session, so in one transaction. Who changes one shares the
 * evaluators first and then locks the row, always in this order: what the model is told of evaluators holds.
 */
@ApplicationScoped
class PostgresFlags implements Flags {
    /** Of the 1 MiB that a broker takes; kill switches may add to what was let through. */
    private static final int MOST_BYTES = 850_000;

    private static final String ROWS = "select " + FlagRow.COLUMNS + " from flag where ";
    private static final String DUE = ROWS + "due_at <= cast(cast(:now as text) as timestamptz) order by due_at limit ";
    private static final String NAMING = ROWS
            + "tenants @> jsonb_build_object('all', jsonb_build_array(cast(:tenant as text))) order by id for update";
    private static final String USING =
            ROWS + "uses @> jsonb_build_object('all', jsonb_build_array(cast(:name as text))) order by id for update";

    private final Mutiny.SessionFactory sessions;
    private final PostgresEvaluators evaluators;
    private final ErasedTenants erased;
    private final ContentWatch watch;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;

    PostgresFlags(
            Mutiny.SessionFactory sessions,
            PostgresEvaluators evaluators,
            ErasedTenants erased,
            ContentWatch watch,
            EventEncoder encoder,
            Outbox outbox,
            Ids ids) {
        this.sessions = sessions;
        this.evaluators = evaluators;
        this.erased = erased;
        this.watch = watch;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Override
    public Uni<Altered> create(String key, Cause cause, Function<EvaluatorSet, Change<Flag>> decide) {
        // Alone, so that of two who create the same the second is told so.
        return sessions.withTransaction((session, tx) -> evaluators
                .locked(session)
                .map(decide)
                .chain(creation -> session.find(FlagRow.class, key).chain(taken -> {
                    if (taken != null) {
                        throw FlagRefusals.keyTaken(key);
                    }
                    var eventId = ids.next();
                    return session.persist(new FlagRow(creation.next(), eventId))
                            .chain(() -> tell(session, null, eventId, creation, cause));
                })));
    }

    @Override
    public Uni<Altered> change(String key, @Nullable Long expectedVersion, Cause cause, Decision decide) {
        return sessions.withTransaction((session, tx) -> evaluators
                .shared(session)
                .chain(all -> locked(session, key).chain(row -> {
                    if (expectedVersion != null && expectedVersion != row.version) {
                        throw FlagRefusals.stale(key, expectedVersion, row.version);
                    }
                    var flag = row.toFlag();
                    return save(session, row, flag, decide.on(flag, all), cause);
                })));
    }

    @Override
    public Uni<Integer> changeDue(Instant now, int most, Cause cause, Decision decide) {
        return sessions.withTransaction((session, tx) -> evaluators
                .shared(session)
                .chain(all -> session.createNativeQuery(DUE + most + " for update skip locked", FlagRow.class)
                        .setParameter("now", now.toString())
                        .getResultList()
                        .chain(rows -> each(session, rows, cause, flag -> decide.on(flag, all))
                                .replaceWith(rows.size()))));
    }

    @Override
    public Uni<List<Altered>> forget(TenantId tenant, Cause cause, Decision decide) {
        return sessions.withTransaction((session, tx) -> evaluators
                .locked(session)
                .call(() -> erased.add(session, tenant))
                .chain(all -> session.createNativeQuery(NAMING, FlagRow.class)
                        .setParameter("tenant", tenant.toString())
                        .getResultList()
                        .chain(rows -> each(session, rows, cause, flag -> decide.on(flag, all)))));
    }

    @Override
    public Uni<List<Altered>> changeUsing(
            String evaluator, Cause cause, Function<List<Flag>, List<Change<Flag>>> decide) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(USING, FlagRow.class)
                .setParameter("name", evaluator)
                .getResultList()
                .chain(rows -> {
                    var changes = new TreeMap<String, Change<Flag>>();
                    decide.apply(rows.stream().map(FlagRow::toFlag).toList())
                            .forEach(change -> changes.put(change.next().key(), change));
                    return each(session, rows, cause, flag -> changes.get(flag.key()));
                }));
    }

    /** Rows that are locked, one after the other; those that nothing became of are left out of the answer. */
    private Uni<List<Altered>> each(
            Mutiny.Session session, List<FlagRow> rows, Cause cause, Function<Flag, @Nullable Change<Flag>> decide) {
        var altered = new ArrayList<Altered>();
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> {
                    var flag = row.toFlag();
                    var change = decide.apply(flag);
                    return change == null
                            ? Uni.createFrom().voidItem()
                            : save(session, row, flag, change, cause)
                                    .invoke(altered::add)
                                    .replaceWithVoid();
                })
                .onItem()
                .ignoreAsUni()
                .map(ignored -> List.copyOf(altered));
    }

    private Uni<Altered> save(
            Mutiny.Session session, FlagRow row, Flag before, @Nullable Change<Flag> change, Cause cause) {
        if (change == null) {
            return Uni.createFrom().item(new Altered(row.toSaved(), before, null, List.of()));
        }
        var eventId = ids.next();
        row.set(change.next(), eventId);
        return tell(session, before, eventId, change, cause);
    }

    /** The history and the event: what makes a saved row a told one. */
    private Uni<Altered> tell(
            Mutiny.Session session, @Nullable Flag before, UUID eventId, Change<Flag> change, Cause cause) {
        return erased.refuseNew(session, before, change.next())
                .chain(() -> session.persist(new FlagHistoryRow(change, eventId, cause)))
                .chain(session::flush)
                .chain(() -> {
                    var event = encoder.flag(eventId, change, cause);
                    var payload = event.payload();
                    if (payload != null && payload.length > MOST_BYTES && !isSwitched(before, change.next())) {
                        throw FlagRefusals.tooLarge(change.next().key(), payload.length, MOST_BYTES);
                    }
                    return outbox.append(session, event);
                })
                .chain(() -> moved(before, change.next(), cause))
                .replaceWith(
                        new Altered(new SavedFlag(change.next(), eventId), before, change.type(), change.fields()));
    }

    /** A kill switch is never held up. */
    private static boolean isSwitched(@Nullable Flag before, Flag next) {
        return before != null && before.content().equals(next.content());
    }

    private Uni<Void> moved(@Nullable Flag before, Flag next, Cause cause) {
        return before == null || before.content().equals(next.content())
                ? Uni.createFrom().voidItem()
                : watch.moved(next, cause);
    }

    @Override
    public Uni<Held> hold(String key) {
        return sessions.withTransaction((session, tx) ->
                evaluators.shared(session).chain(all -> locked(session, key).map(row -> new Held(row.toSaved(), all))));
    }

    @Override
    public Uni<Void> republish(String key) {
        return sessions.withTransaction((session, tx) -> locked(session, key)
                .chain(row -> session.find(FlagHistoryRow.class, new HistoryRow.Key(key, row.version)))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the newest version has no history"))
                .chain(last -> outbox.append(session, encoder.flag(last.eventId, last.toChange(), last.cause))));
    }

    private static Uni<FlagRow> locked(Mutiny.Session session, String key) {
        return session.find(FlagRow.class, key, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> FlagRefusals.notFound(key));
    }

    @Override
    public Uni<SavedFlag> get(String key) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return sessions.withSession(session -> session.find(FlagRow.class, key)
                .onItem()
                .ifNull()
                .failWith(() -> FlagRefusals.notFound(key))
                .invoke(session::detach)
                .map(FlagRow::toSaved));
    }

    @Override
    public Uni<Page<SavedFlag>> find(FlagFilter filter, int limit, @Nullable String cursor) {
        return sessions.withSession(session -> Listing.page(
                session,
                FlagRow.class,
                FlagRow.COLUMNS,
                "flag",
                () -> FlagConditions.of(filter),
                limit,
                cursor,
                row -> row.id,
                row -> {
                    session.detach(row);
                    return row.toSaved();
                }));
    }

    @Override
    public Uni<Page<AuthoringVersion<Flag>>> history(String key, int limit, @Nullable String cursor) {
        return get(key).chain(newest -> sessions.withSession(session -> Listing.history(
                session,
                FlagHistoryRow.class,
                key,
                newest.flag().version(),
                limit,
                cursor,
                row -> row.key.version(),
                FlagHistoryRow::toVersion)));
    }

    @Override
    public Uni<Page<Standing>> killSwitches(int limit, @Nullable String cursor) {
        return sessions.withSession(session -> StandingSwitches.page(session, limit, cursor));
    }
}
