package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.Evaluators;
import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.EvaluatorRefusals;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.HistoryTable;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Listing;
import io.centercontrol.kit.sql.OneColumn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Shared evaluators: from memory for as long as their stamp says that nothing has changed, else from PostgreSQL. Row and
 * history go in one session.
 */
@ApplicationScoped
class PostgresEvaluators implements Evaluators {
    private static final String USING = "select id from flag where uses @> jsonb_build_object('all',"
            + " jsonb_build_array(cast(:name as text))) order by id";

    private record Cached(long stamp, EvaluatorSet set) {}

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final HistoryTable<Evaluator, EvaluatorDocument> history;
    private volatile @Nullable Cached cached;

    PostgresEvaluators(AggregateTools tools) {
        sessions = tools.sessions();
        audit = tools.audit();
        history = HistoryTable.untold(
                "evaluator",
                EvaluatorDocument.class,
                (name, version, document) -> document.toEvaluator((String) name, version),
                tools.json());
    }

    @Override
    public Uni<EvaluatorSet> all() {
        return sessions.withSession(session -> session.currentTransaction() == null
                ? EvaluatorStamp.read(session).chain(stamp -> {
                    var known = known(stamp);
                    return known == null
                            ? sessions.withTransaction((reading, tx) -> shared(reading))
                            : Uni.createFrom().item(known);
                })
                : shared(session));
    }

    @Override
    public Uni<EvaluatorSet> alone() {
        return sessions.withTransaction((session, tx) -> locked(session));
    }

    /** All of them, which nobody changes until the transaction ends. */
    Uni<EvaluatorSet> shared(Mutiny.Session session) {
        return EvaluatorStamp.share(session).chain(stamp -> set(session, stamp));
    }

    /** All of them, for who is alone with them and with all flags until the transaction ends. */
    Uni<EvaluatorSet> locked(Mutiny.Session session) {
        return EvaluatorStamp.lock(session).chain(stamp -> set(session, stamp));
    }

    private Uni<EvaluatorSet> set(Mutiny.Session session, long stamp) {
        var known = known(stamp);
        return known == null
                ? load(session).invoke(set -> cached = new Cached(stamp, set))
                : Uni.createFrom().item(known);
    }

    private @Nullable EvaluatorSet known(long stamp) {
        var now = cached;
        return now != null && now.stamp() == stamp ? now.set() : null;
    }

    /** Detached, since a row that was read without its lock must not be what a later change in this session finds. */
    private static Uni<EvaluatorSet> load(Mutiny.Session session) {
        return session.createSelectionQuery("from EvaluatorRow where not deleted", EvaluatorRow.class)
                .getResultList()
                .invoke(rows -> rows.forEach(session::detach))
                .map(rows -> {
                    var rules = new TreeMap<String, String>();
                    rows.forEach(row -> rules.put(row.id, row.toEvaluator().rule()));
                    return new EvaluatorSet(rules);
                });
    }

    @Override
    public Uni<ChangedEvaluator> change(
            String name, @Nullable KnownVersions expectedVersion, Cause cause, Decision decide) {
        return sessions.withTransaction((session, tx) -> locked(session)
                .chain(all -> session.find(EvaluatorRow.class, name, LockMode.PESSIMISTIC_WRITE)
                        .chain(row -> change(session, row, name, expectedVersion, cause, all, decide))));
    }

    private Uni<ChangedEvaluator> change(
            Mutiny.Session session,
            @Nullable EvaluatorRow row,
            String name,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            EvaluatorSet all,
            Decision decide) {
        var before = row == null ? null : row.toEvaluator();
        var version = before == null ? 0 : before.version();
        if (expectedVersion != null) {
            expectedVersion.check("The evaluator " + name, version);
        }
        var change = decide.on(before, all);
        if (change == null) {
            if (before == null) {
                throw new IllegalStateException("what never was cannot stay as it is");
            }
            return Uni.createFrom().item(new ChangedEvaluator(before, null, all, all));
        }
        return save(session, row, change, cause)
                .replaceWith(new ChangedEvaluator(change.next(), change, all, all.after(change.next())));
    }

    private Uni<Void> save(Mutiny.Session session, @Nullable EvaluatorRow row, Change<Evaluator> change, Cause cause) {
        Uni<Void> saved;
        if (row == null) {
            saved = session.persist(new EvaluatorRow(change.next()));
        } else {
            row.set(change.next());
            saved = Uni.createFrom().voidItem();
        }
        return saved.chain(session::flush)
                .chain(() -> history.add(session, change.next().name(), change, cause))
                .chain(() -> EvaluatorStamp.move(session))
                .chain(() -> audit.record(session, AuditEntry.Category.APPROVAL, "evaluator", change, cause));
    }

    @Override
    public Uni<Evaluator> get(String name) {
        return sessions.withSession(session -> session.find(EvaluatorRow.class, name)
                .onItem()
                .ifNull()
                .failWith(() -> EvaluatorRefusals.notFound(name))
                .invoke(session::detach)
                .map(EvaluatorRow::toEvaluator)
                .invoke(evaluator -> {
                    if (evaluator.deleted()) {
                        throw EvaluatorRefusals.notFound(name);
                    }
                }));
    }

    @Override
    public Uni<Page<Evaluator>> find(int limit, @Nullable String cursor) {
        return sessions.withSession(session -> Listing.page(
                session,
                EvaluatorRow.class,
                EvaluatorRow.COLUMNS,
                "evaluator",
                () -> new Conditions().add("deleted = :deleted", "deleted", false),
                limit,
                cursor,
                row -> row.id,
                EvaluatorRow::toEvaluator));
    }

    @Override
    public Uni<List<String>> usedBy(String name) {
        return sessions.withSession(session -> OneColumn.select(session, USING, String.class)
                .setParameter("name", name)
                .getResultList());
    }

    @Override
    public Uni<Page<Version<Evaluator>>> history(String name, int limit, @Nullable String cursor) {
        return sessions.withSession(session -> session.find(EvaluatorRow.class, name)
                .onItem()
                .ifNull()
                .failWith(() -> EvaluatorRefusals.notFound(name))
                .invoke(session::detach)
                .chain(row -> history.page(session, name, row.version, limit, cursor)));
    }
}
