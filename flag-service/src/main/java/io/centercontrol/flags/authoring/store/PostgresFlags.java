package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.BreakGlass;
import io.centercontrol.flags.authoring.FlagFilter;
import io.centercontrol.flags.authoring.FlagWatch;
import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.Held;
import io.centercontrol.flags.authoring.Standing;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagRefusals;
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
import io.centercontrol.kit.sql.Listing;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Flags in PostgreSQL. Who changes one shares the evaluators first and then locks the row, always in this order: what the model
 * is told of evaluators holds.
 */
@Singleton
class PostgresFlags extends AggregateStore<String, Flag, FlagRow, FlagDocument> implements Flags {
    /** Of the 1 MiB that a broker takes; kill switches may add to what was let through. */
    private static final int MOST_BYTES = 850_000;

    private static final String ROWS = "select " + FlagRow.COLUMNS + " from flag where ";
    private static final String DUE = ROWS + "due_at <= cast(cast(:now as text) as timestamptz) order by due_at limit ";
    private static final String NAMING = ROWS
            + "tenants @> jsonb_build_object('all', jsonb_build_array(cast(:tenant as text))) order by id for update";
    private static final String USING =
            ROWS + "uses @> jsonb_build_object('all', jsonb_build_array(cast(:name as text))) order by id for update";

    private final PostgresEvaluators evaluators;
    private final ErasedTenants erased;
    private final List<FlagWatch> watches;

    PostgresFlags(
            AggregateTools tools,
            EventEncoder<Flag> encoder,
            PostgresEvaluators evaluators,
            ErasedTenants erased,
            @All List<FlagWatch> watches) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.flags.v1",
                        "flag",
                        IdType.TEXT,
                        FlagRow.class,
                        FlagRow::new,
                        FlagDocument.class,
                        (key, version, document) -> document.toFlag((String) key, version)));
        this.evaluators = evaluators;
        this.erased = erased;
        this.watches = watches;
    }

    @Override
    protected Object id(String key) {
        return key;
    }

    @Override
    protected RefusedException notFound(String key) {
        return FlagRefusals.notFound(key);
    }

    @Override
    protected Uni<Void> alongside(Mutiny.Session session, @Nullable Flag before, Change<Flag> change, Cause cause) {
        BreakGlass.announce(change, cause);
        var next = change.next();
        return erased.refuseNew(session, before, next)
                .chain(() -> before == null ? Uni.createFrom().voidItem() : tell(before, next, cause));
    }

    private Uni<Void> tell(Flag before, Flag next, Cause cause) {
        return Multi.createFrom()
                .iterable(watches)
                .onItem()
                .transformToUniAndConcatenate(watch -> watch.changed(before, next, cause))
                .onItem()
                .ignoreAsUni();
    }

    @Override
    protected void checkSize(int bytes, @Nullable Flag before, Flag next) {
        if (bytes > MOST_BYTES && !isSwitched(before, next)) {
            throw FlagRefusals.tooLarge(next.key(), bytes, MOST_BYTES);
        }
    }

    @Override
    public Uni<Written<Flag>> create(String key, Cause cause, Function<EvaluatorSet, Change<Flag>> decide) {
        // Alone, so that of two who create the same the second is told so.
        return transaction(session -> evaluators
                .locked(session)
                .map(decide)
                .chain(creation -> session.find(FlagRow.class, key).chain(taken -> {
                    if (taken != null) {
                        throw FlagRefusals.keyTaken(key);
                    }
                    return inserted(session, creation, cause);
                })));
    }

    @Override
    public Uni<Written<Flag>> change(
            String key, @Nullable KnownVersions expectedVersion, Cause cause, Decision decide) {
        return transaction(session -> evaluators
                .shared(session)
                .chain(all -> changed(session, key, expectedVersion, cause, flag -> decide.on(flag, all))));
    }

    @Override
    public Uni<Integer> changeDue(Instant now, int most, Cause cause, Decision decide) {
        return transaction(session -> evaluators
                .shared(session)
                .chain(all -> session.createNativeQuery(DUE + most + " for update skip locked", FlagRow.class)
                        .setParameter("now", now.toString())
                        .getResultList()
                        .chain(rows -> each(session, rows, cause, flag -> decide.on(flag, all))
                                .replaceWith(rows.size()))));
    }

    @Override
    public Uni<List<Written<Flag>>> forget(TenantId tenant, Cause cause, Decision decide) {
        return transaction(session -> evaluators
                .locked(session)
                .call(() -> erased.add(session, tenant))
                .chain(all -> session.createNativeQuery(NAMING, FlagRow.class)
                        .setParameter("tenant", tenant.toString())
                        .getResultList()
                        .chain(rows -> each(session, rows, cause, flag -> decide.on(flag, all)))));
    }

    @Override
    public Uni<List<Written<Flag>>> changeUsing(
            String evaluator, Cause cause, Function<List<Flag>, List<Change<Flag>>> decide) {
        return transaction(session -> session.createNativeQuery(USING, FlagRow.class)
                .setParameter("name", evaluator)
                .getResultList()
                .chain(rows -> {
                    var changes = new TreeMap<String, Change<Flag>>();
                    decide.apply(rows.stream().map(FlagRow::state).toList())
                            .forEach(change -> changes.put(change.next().key(), change));
                    return each(session, rows, cause, flag -> changes.get(flag.key()));
                }));
    }

    /** A kill switch is never held up. */
    private static boolean isSwitched(@Nullable Flag before, Flag next) {
        return before != null && before.content().equals(next.content());
    }

    @Override
    public Uni<Held> hold(String key) {
        return transaction(session ->
                evaluators.shared(session).chain(all -> locked(session, key).map(row -> new Held(row.kept(), all))));
    }

    @Override
    public Uni<Page<Kept<Flag>>> find(FlagFilter filter, int limit, @Nullable String cursor) {
        return reading(session -> Listing.page(
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
                    return row.kept();
                }));
    }

    @Override
    public Uni<Page<Standing>> killSwitches(int limit, @Nullable String cursor) {
        return reading(session -> StandingSwitches.page(session, limit, cursor));
    }
}
