package io.centercontrol.kit.bulk;

import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * A part of an operation is done and ticked off in one transaction, so that after a crash it goes on where it was; a preview
 * is the same, rolled back before it is ticked off. Each of the part stands behind a savepoint of its own, so that what is
 * refused takes nothing with it. Where the database itself refuses, Vert.x's client takes the whole transaction for lost: then
 * each of the part gets a transaction of its own.
 */
@ApplicationScoped
class ContinueBulk {
    private static final Logger LOG = Logger.getLogger(ContinueBulk.class);
    private static final int NONE = -1;

    private final Transactions transactions;
    private final BulkStore store;
    private final BulkActions actions;
    private final Clock clock;

    ContinueBulk(Transactions transactions, BulkStore store, BulkActions actions, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.actions = actions;
        this.clock = clock;
    }

    /** What became of a part; of nothing when no operation is at work. */
    private record Part(Optional<BulkOperation> operation, List<BulkItem> items) {}

    /** How one is done. */
    private interface Each {
        Uni<BulkItem> act(Mutiny.Session session, BulkOperation operation, BulkItem item);
    }

    /** How many were dealt with, about so many at most; -1 when no operation is at work. One that fails is set aside. */
    Uni<Integer> run(int most) {
        return part(most, this::forgiving).onFailure().recoverWithUni(failure -> {
            LOG.debugf("a part of an operation in bulk goes on one by one: %s", failure);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> part(1, this::alone).onFailure().recoverWithUni(this::setAside))
                    .atMost(most)
                    .select()
                    .first(done -> done > 0)
                    .collect()
                    .with(Collectors.summingInt(done -> done));
        });
    }

    private Uni<Integer> part(int most, Each each) {
        return transactions
                .run(session -> next(most).chain(part -> work(session, part, each)))
                .call(part -> part.operation()
                        .filter(BulkOperation::isPreview)
                        .map(operation -> tickOff(operation, part.items()))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(part -> part.operation().isEmpty() ? NONE : part.items().size());
    }

    private Uni<Part> next(int most) {
        return store.lockWorking()
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(new Part(found, List.of()))
                        : store.pending(found.get().id(), most).map(items -> new Part(found, items)));
    }

    private Uni<Part> work(Mutiny.Session session, Part part, Each each) {
        if (part.operation().isEmpty()) {
            return Uni.createFrom().item(part);
        }
        var operation = part.operation().get();
        if (part.items().isEmpty()) {
            return store.save(operation.end(clock.instant())).replaceWith(part);
        }
        return Multi.createFrom()
                .iterable(part.items())
                .onItem()
                .transformToUniAndConcatenate(item -> each.act(session, operation, item))
                .collect()
                .asList()
                .map(items -> new Part(part.operation(), items))
                .call(done -> operation.isPreview()
                        ? transactions.rollBack()
                        : store.done(operation, done.items(), clock.instant()));
    }

    private Uni<BulkItem> forgiving(Mutiny.Session session, BulkOperation operation, BulkItem item) {
        return sql(session, "savepoint one")
                .chain(() -> alone(session, operation, item))
                .onFailure()
                .recoverWithUni(failure -> sql(session, "rollback to savepoint one")
                        // What it had in hand was never written.
                        .invoke(session::clear)
                        .replaceWith(() -> item.failed(failure)))
                .call(() -> sql(session, "release savepoint one"));
    }

    private Uni<BulkItem> alone(Mutiny.Session session, BulkOperation operation, BulkItem item) {
        return Uni.createFrom()
                .deferred(() -> actions.act(operation, item, operation.deed()))
                .call(session::flush)
                // What is written need not be looked at again at each flush of the others.
                .invoke(session::clear)
                .map(done -> item.done(done, operation.isPreview()));
    }

    private static Uni<Integer> sql(Mutiny.Session session, String sql) {
        return session.createNativeQuery(sql).executeUpdate();
    }

    /** Somebody may have stopped or started it meanwhile. */
    private Uni<Void> tickOff(BulkOperation operation, List<BulkItem> items) {
        return transactions.run(() -> store.lock(operation.id())
                .chain(now -> now.state() == BulkOperation.State.PREVIEWING
                        ? store.done(now, items, clock.instant())
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Integer> setAside(Throwable failure) {
        return transactions.run(() -> next(1).chain(part -> part.operation().isEmpty()
                ? Uni.createFrom().item(NONE)
                : store.done(
                                part.operation().get(),
                                part.items().stream()
                                        .map(item -> item.failed(failure))
                                        .toList(),
                                clock.instant())
                        .replaceWith(1)));
    }
}
