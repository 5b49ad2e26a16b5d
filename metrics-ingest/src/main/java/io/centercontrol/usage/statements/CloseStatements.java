package io.centercontrol.usage.statements;

import io.centercontrol.usage.statements.CloseStatement.NotClosedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Closes the periods of all tenants whose time has come, some at a time, each in a transaction of its own. */
@ApplicationScoped
public class CloseStatements {
    private static final Logger LOG = Logger.getLogger(CloseStatements.class);
    private static final int MOST = 100;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Books books;
    private final CloseStatement closeStatement;
    private final Clock clock;

    CloseStatements(Books books, CloseStatement closeStatement, Clock clock) {
        this.books = books;
        this.closeStatement = closeStatement;
        this.clock = clock;
    }

    /**
     * Closes some.
     *
     * @return whether there may be more of them
     */
    public Uni<Boolean> run() {
        return some(MOST);
    }

    private Uni<Boolean> some(int most) {
        return most == 0
                ? Uni.createFrom().item(true)
                : next().chain(closed ->
                        closed ? some(most - 1) : Uni.createFrom().item(false));
    }

    /** Whether there was one. One that cannot be closed holds up nobody else. */
    private Uni<Boolean> next() {
        return closeStatement
                .next(clock.instant())
                .map(Optional::isPresent)
                .onFailure(NotClosedException.class)
                .recoverWithUni(failure -> {
                    LOG.warn(failure.getMessage());
                    var tenant = ((NotClosedException) failure).tenant();
                    return books.postpone(tenant, clock.instant().plus(AFTER_FAILURE))
                            .replaceWith(true);
                });
    }
}
