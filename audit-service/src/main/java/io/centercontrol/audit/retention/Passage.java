package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.RetentionRefusals;
import io.centercontrol.audit.trail.Parts;
import io.centercontrol.audit.trail.PartsInUseException;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The way of all who say what may be purged: past the fence, so that no purge has a partition in hand meanwhile. */
@ApplicationScoped
class Passage {
    private final Transactions transactions;
    private final Parts parts;
    private final RetentionConfig config;

    Passage(Transactions transactions, Parts parts, RetentionConfig config) {
        this.transactions = transactions;
        this.parts = parts;
        this.config = config;
    }

    /** Does it in a transaction; refuses with {@code PARTS_IN_USE} when the partition in hand takes too long. */
    <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
        return transactions.run(session -> parts.enter(config.patience())
                .onFailure(PartsInUseException.class)
                .transform(failure -> RetentionRefusals.inUse())
                .chain(() -> work.apply(session)));
    }
}
