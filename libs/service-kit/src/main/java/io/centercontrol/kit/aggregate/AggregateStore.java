package io.centercontrol.kit.aggregate;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.truth.TableTruth;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates in PostgreSQL, one table with its history. A write locks the row, compares the version that the caller knows,
 * asks the model, and writes row, history and event in the session that is open: so none of the three can be had without the
 * others. It is the truth of its topic too.
 *
 * <p>A cellar extends it with the writes that its hall offers, made of {@link #inserted}, {@link #changed}, {@link #decided}
 * and {@link #ended}; each in a {@link #transaction}, which joins one that is open.
 *
 * @param <K> what names one
 * @param <R> the entity of the table
 * @param <D> the document in it
 */
public abstract class AggregateStore<K, S extends Aggregate, R extends AggregateRow<S>, D> extends TableTruth
        implements Aggregates<K, S> {
    private final Table<S, R, D> table;
    private final AggregateTools tools;
    private final EventEncoder<S> encoder;
    private final HistoryTable<S, D> history;

    /**
     * What a cellar says of its table.
     *
     * @param topic the topic that tells of the aggregates, as in the contract
     * @param name the table's name; its history is {@code <name>_history}
     * @param stands the SQL condition of rows that are on the topic
     * @param row the entity
     * @param fresh makes one that holds nothing yet but its id
     * @param document the class of the JSON that is kept
     * @param reading makes an aggregate of that
     */
    public record Table<S extends Aggregate, R, D>(
            String topic,
            String name,
            IdType idType,
            String stands,
            Class<R> row,
            Function<S, R> fresh,
            Class<D> document,
            HistoryTable.Reading<S, D> reading) {
        /** A table of which every row stands on the topic. */
        public Table(
                String topic,
                String name,
                IdType idType,
                Class<R> row,
                Function<S, R> fresh,
                Class<D> document,
                HistoryTable.Reading<S, D> reading) {
            this(topic, name, idType, "true", row, fresh, document, reading);
        }
    }

    /** How a table's {@code id} is typed. */
    public enum IdType {
        TEXT,
        UUID;

        private Object parse(String id) {
            return this == UUID ? java.util.UUID.fromString(id) : id;
        }

        private String sql() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** For a cellar. */
    protected AggregateStore(AggregateTools tools, EventEncoder<S> encoder, Table<S, R, D> table) {
        super(tools.sessions(), table.topic(), table.name(), table.idType().sql(), table.stands());
        this.tools = tools;
        this.encoder = encoder;
        this.table = table;
        this.history = HistoryTable.told(table.name(), table.document(), table.reading(), tools.json());
    }

    /** A name as the table's id. */
    protected abstract Object id(K key);

    /** The refusal of a name that nothing has. */
    protected abstract RefusedException notFound(K key);

    /** The refusal of a moment before there was one. */
    protected RefusedException notYet(S state, Instant moment) {
        return new Refusal.NotFound("NOT_YET", state.inWords() + " did not exist at " + moment + ".").asException();
    }

    /**
     * What else is written once the row is flushed and before it is told of; nothing, unless a cellar says otherwise.
     *
     * @param before null when there was none
     */
    protected Uni<Void> alongside(Mutiny.Session session, @Nullable S before, Change<S> change, Cause cause) {
        return Uni.createFrom().voidItem();
    }

    /** Refuses what readers could not be told of, being too large; nothing, unless a cellar says otherwise. */
    protected void checkSize(int bytes, @Nullable S before, S next) {}

    /** What becomes of a failure to write a row: a refusal, where a constraint says no. */
    protected Throwable explained(Throwable failure, @Nullable S before, S next) {
        return failure;
    }

    /** Work in the transaction that is open, or in one of its own. */
    protected final <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
        return tools.transactions().run(work);
    }

    /** Reading, in the session that is open or in one of its own. */
    protected final <T> Uni<T> reading(Function<Mutiny.Session, Uni<T>> work) {
        return tools.sessions().withSession(work);
    }

    /** Saves one that there was none of. */
    protected final Uni<Written<S>> inserted(Mutiny.Session session, Change<S> creation, Cause cause) {
        return inserted(session, table.fresh().apply(creation.next()), creation, cause);
    }

    /** The same in a row in which the cellar has put what the aggregate does not know. */
    protected final Uni<Written<S>> inserted(Mutiny.Session session, R row, Change<S> creation, Cause cause) {
        var eventId = tools.ids().next();
        row.take(creation.next(), eventId);
        return session.persist(row).chain(() -> told(session, row, null, creation, cause));
    }

    /** Locks one, and lets the model decide. */
    protected final Uni<Written<S>> changed(
            Mutiny.Session session,
            K key,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<S, @Nullable Change<S>> decide) {
        return locked(session, key).chain(row -> decided(session, row, expectedVersion, cause, decide));
    }

    /**
     * Lets the model decide on a row that is locked, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed
     */
    protected final Uni<Written<S>> decided(
            Mutiny.Session session,
            R row,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<S, @Nullable Change<S>> decide) {
        var before = atVersion(row, expectedVersion);
        return updated(session, row, before, decide.apply(before), cause);
    }

    /** The aggregate in a row that is locked; refuses when it is not at the version that the caller knows. */
    protected final S atVersion(R row, @Nullable KnownVersions expectedVersion) {
        var state = row.state();
        KnownVersions.check(expectedVersion, state);
        return state;
    }

    /** Saves what was decided on a row that is locked; null when nothing was. */
    protected final Uni<Written<S>> updated(
            Mutiny.Session session, R row, S before, @Nullable Change<S> change, Cause cause) {
        if (change == null) {
            return Uni.createFrom().item(new Written<>(new Kept<>(before, row.eventId), before, null));
        }
        row.take(change.next(), tools.ids().next());
        return told(session, row, before, change, cause);
    }

    /** Rows that are locked, one after the other; those of which nothing became are left out of the answer. */
    protected final Uni<List<Written<S>>> each(
            Mutiny.Session session, List<R> rows, Cause cause, Function<S, @Nullable Change<S>> decide) {
        var written = new ArrayList<Written<S>>();
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> decided(session, row, null, cause, decide)
                        .invoke(one -> {
                            if (one.change() != null) {
                                written.add(one);
                            }
                        })
                        .replaceWithVoid())
                .onItem()
                .ignoreAsUni()
                .map(ignored -> List.copyOf(written));
    }

    /** The row, the history and the event: what makes a saved row a told one. */
    private Uni<Written<S>> told(Mutiny.Session session, R row, @Nullable S before, Change<S> change, Cause cause) {
        var next = change.next();
        return session.flush()
                .chain(() -> alongside(session, before, change, cause))
                .onFailure()
                .transform(failure -> explained(failure, before, next))
                .chain(() -> history.add(session, table.idType().parse(next.aggregateId()), change, cause))
                .chain(() -> {
                    var event = encoder.encode(row.eventId, change, cause);
                    checkSize(event.payload() == null ? 0 : event.payload().length, before, next);
                    return tools.outbox().append(session, event);
                })
                .replaceWith(new Written<>(new Kept<>(next, row.eventId), before, change));
    }

    /** Forgets a row that is locked, with all its history, and ends it on the topic. */
    protected final Uni<Void> ended(Mutiny.Session session, R row, Instant now) {
        var last = row.state();
        return history.erase(session, table.idType().parse(last.aggregateId()))
                .chain(() -> session.remove(row))
                .chain(session::flush)
                .chain(() -> tools.outbox()
                        .append(session, encoder.erased(tools.ids().next(), last, now)));
    }

    /** The locked row; refuses when there is none. */
    protected final Uni<R> locked(Mutiny.Session session, K key) {
        return session.find(table.row(), id(key), LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> notFound(key));
    }

    @Override
    public final Uni<Void> republish(String text) {
        var id = table.idType().parse(text);
        return transaction(session ->
                session.find(table.row(), id, LockMode.PESSIMISTIC_WRITE).chain(row -> republish(session, id, row)));
    }

    @Override
    public final Uni<Void> republish(String text, long from, long to) {
        var id = table.idType().parse(text);
        return transaction(session -> session.find(table.row(), id, LockMode.PESSIMISTIC_WRITE)
                .chain(row -> row == null
                        ? Uni.createFrom().voidItem()
                        : history.range(session, id, from, Math.min(to, row.version - 1))
                                .chain(past -> Multi.createFrom()
                                        .iterable(past)
                                        .onItem()
                                        .transformToUniAndConcatenate(version -> resend(session, version))
                                        .onItem()
                                        .ignoreAsUni())
                                .chain(() -> republish(session, id, row))));
    }

    /** One that is gone meanwhile has nothing to be said of. */
    private Uni<Void> republish(Mutiny.Session session, Object id, @Nullable AggregateRow<S> row) {
        return row == null
                ? Uni.createFrom().voidItem()
                : history.newest(session, id, row.version).chain(last -> resend(session, last));
    }

    private Uni<Void> resend(Mutiny.Session session, Version<S> version) {
        return tools.outbox()
                .append(session, encoder.encode(version.kept().eventId(), version.toChange(), version.cause()));
    }

    @Override
    public final Uni<Kept<S>> get(K key) {
        // Detached, since a row that was read without its lock must not be what a later change in this session finds.
        return reading(session -> session.find(table.row(), id(key))
                .onItem()
                .ifNull()
                .failWith(() -> notFound(key))
                .invoke(session::detach)
                .map(AggregateRow::kept));
    }

    @Override
    public final Uni<Kept<S>> asOf(K key, Instant moment) {
        return reading(session -> history.at(session, id(key), moment))
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found.get().kept())
                        : get(key).map(now -> {
                            throw notYet(now.state(), moment);
                        }));
    }

    @Override
    public final Uni<Page<Version<S>>> history(K key, int limit, @Nullable String cursor) {
        return get(key).chain(
                        newest -> reading(session -> history.page(session, id(key), newest.version(), limit, cursor)));
    }
}
