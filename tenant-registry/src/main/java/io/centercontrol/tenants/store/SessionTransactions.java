package io.centercontrol.tenants.store;

import io.centercontrol.tenants.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Transactions of Hibernate Reactive; whatever the cellar does in between finds the same session. */
@ApplicationScoped
class SessionTransactions implements Transactions {
    private final Mutiny.SessionFactory sessions;

    SessionTransactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public <T> Uni<T> in(Supplier<Uni<T>> work) {
        return sessions.withTransaction((session, tx) -> work.get());
    }
}
