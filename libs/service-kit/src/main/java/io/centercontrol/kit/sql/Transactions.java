package io.centercontrol.kit.sql;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** One transaction around all that a verb does. */
@ApplicationScoped
public class Transactions {
    private final Mutiny.SessionFactory sessions;

    Transactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Does the work in the transaction that is open, or in one of its own, which it commits when the work succeeds. */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return sessions.withTransaction((session, tx) -> work.get());
    }
}
