package io.centercontrol.kit.sql;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** One transaction around all that a verb does, and what is said aloud once it is committed. */
@ApplicationScoped
public class Transactions {
    private static final Object OPEN = Transactions.class;

    private final Mutiny.SessionFactory sessions;

    Transactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** What is done last in an open transaction, and what after it. */
    private record Open(List<Function<Mutiny.Session, Uni<Void>>> last, List<Runnable> afterwards) {
        Open() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Does the work in the transaction that is open, or in one of its own, which it commits when the work succeeds. */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return run(session -> work.get());
    }

    /** The same for work that needs the session. */
    public <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Objects.requireNonNull(Vertx.currentContext(), "a transaction needs a context of Vert.x");
            return context.getLocal(OPEN) == null
                    ? outermost(context, work)
                    : sessions.withTransaction((session, tx) -> work.apply(session));
        });
    }

    private <T> Uni<T> outermost(Context context, Function<Mutiny.Session, Uni<T>> work) {
        var open = new Open();
        context.putLocal(OPEN, open);
        return sessions.withTransaction((session, tx) -> work.apply(session).call(() -> {
                    if (tx.isMarkedForRollback()) {
                        open.afterwards().clear();
                        return Uni.createFrom().voidItem();
                    }
                    return Multi.createFrom()
                            .iterable(open.last())
                            .onItem()
                            .transformToUniAndConcatenate(last -> last.apply(session))
                            .onItem()
                            .ignoreAsUni();
                }))
                .onTermination()
                .invoke(() -> context.removeLocal(OPEN))
                .invoke(() -> open.afterwards().forEach(Runnable::run));
    }

    /** Rolls the open transaction back when its work is done: nothing was saved, and nothing is done afterwards. */
    public Uni<Void> rollBack() {
        return sessions.withTransaction((session, tx) -> {
            tx.markForRollback();
            return Uni.createFrom().voidItem();
        });
    }

    /**
     * Does something last in the open transaction, when all that others do in it is done: what locks a row that many want.
     * Nothing is done if it is rolled back.
     *
     * @return false, and nothing will be done, when no transaction that was begun here is open
     */
    public static boolean atTheEnd(Function<Mutiny.Session, Uni<Void>> what) {
        var context = Vertx.currentContext();
        Open open = context == null ? null : context.getLocal(OPEN);
        if (open == null) {
            return false;
        }
        open.last().add(what);
        return true;
    }

    /**
     * Does something short once the open transaction is committed, and never if it is rolled back.
     *
     * @throws IllegalStateException when no transaction that was begun here is open
     */
    public static void afterCommit(Runnable what) {
        Open open = Objects.requireNonNull(Vertx.currentContext(), "there is no transaction")
                .getLocal(OPEN);
        if (open == null) {
            throw new IllegalStateException("there is no transaction that says when it is committed");
        }
        open.afterwards().add(what);
    }
}
