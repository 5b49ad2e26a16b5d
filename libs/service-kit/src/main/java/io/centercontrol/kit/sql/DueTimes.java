package io.centercontrol.kit.sql;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** When something of a table becomes due: the least of a column, which an index gives at once. */
@ApplicationScoped
public class DueTimes {
    private final Mutiny.SessionFactory sessions;

    DueTimes(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Asks each time it is called.
     *
     * @param column a timestamptz, null for what is due at no time
     * @param from a table, and which of its rows
     */
    public Supplier<Uni<Optional<Instant>>> of(String column, String from) {
        return () -> sessions.withSession(session -> OneColumn.select(
                                session,
                                "select cast(extract(epoch from min(" + column + ")) * 1000 as bigint) from " + from,
                                Long.class)
                        .getSingleResultOrNull())
                .map(millis -> Optional.ofNullable(millis).map(Instant::ofEpochMilli));
    }

    /** For work that no time makes due. */
    public static Uni<Optional<Instant>> never() {
        return Uni.createFrom().item(Optional.empty());
    }
}
