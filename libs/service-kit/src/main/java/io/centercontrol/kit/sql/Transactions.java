package io.centercontrol.kit.sql;

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
    private static final Object AFTERWARDS = Transactions.class;

    private final Mutiny.SessionFactory sessions;

    Transactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Does the work in the transaction that is open, or in one of its own, which it commits when the work succeeds. */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return run(session -> work.get());
    }

    /** The same for work that needs the session. */
    public <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Objects.requireNonNull(Vertx.currentContext(), "a transaction needs a context of Vert.x");
            return context.getLocal(AFTERWARDS) == null
                    ? outermost(context, work)
                    : sessions.withTransaction((session, tx) -> work.apply(session));
        });
    }

    private <T> Uni<T> outermost(Context context, Function<Mutiny.Session, Uni<T>> work) {
        List<Runnable> afterwards = new ArrayList<>();
        context.putLocal(AFTERWARDS, afterwards);
        return sessions.withTransaction((session, tx) -> work.apply(session).invoke(() -> {
                    if (tx.isMarkedForRollback()) {
                        afterwards.clear();
                    }
                }))
                .onTermination()
                .invoke(() -> context.removeLocal(AFTERWARDS))
                .invoke(() -> afterwards.forEach(Runnable::run));
    }

    /** Rolls the open transaction back when its work is done: nothing was saved, and nothing is done afterwards. */
    public Uni<Void> rollBack() {
        return sessions.withTransaction((session, tx) -> {
            tx.markForRollback();
            return Uni.createFrom().voidItem();
        });
    }

    /**
     * Does something short once the open transaction is committed, and never if it is rolled back.
     *
     * @throws IllegalStateException when no transaction that was begun here is open
     */
    public static void afterCommit(Runnable what) {
        List<Runnable> afterwards = Objects.requireNonNull(Vertx.currentContext(), "there is no transaction")
                .getLocal(AFTERWARDS);
        if (afterwards == null) {
            throw new IllegalStateException("there is no transaction that says when it is committed");
        }
        afterwards.add(what);
    }
}
