package io.centercontrol.usage.statements;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.usage.statements.model.Account;
import io.centercontrol.usage.statements.model.Head;
import io.centercontrol.usage.statements.model.Standing;
import io.centercontrol.usage.statements.model.Statement;
import io.centercontrol.usage.statements.model.StatementRefusals;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Closes the open period of a tenant whose time has come: counts it, numbers and hashes its statement, tells it, and lets the next
 * period begin, in one transaction. What is counted for the tenant meanwhile waits, and comes after it.
 */
@ApplicationScoped
public class CloseStatement {
    private static final Cause BY_ITSELF = new Cause(Actor.service("metrics-ingest"), null, null, null);

    private final Transactions transactions;
    private final Books books;
    private final DrawStatement drawStatement;
    private final StatementConfig config;
    private final MeterRegistry metrics;

    CloseStatement(
            Transactions transactions,
            Books books,
            DrawStatement drawStatement,
            StatementConfig config,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.books = books;
        this.drawStatement = drawStatement;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Whose, and when.
     *
     * @param now the time by which it is due or not
     */
    public record Command(TenantId tenant, Instant now) {}

    /** The statement; none when nothing is due, or somebody else is at it. */
    public Uni<Optional<Statement>> run(Command command) {
        return transactions.run(() -> books.lock(command.tenant(), false)
                .map(found -> found.filter(account -> isDue(account, command.now())))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<Statement>empty())
                        : close(found.get(), found.get().head(command.now())).map(Optional::of)));
    }

    private static boolean isDue(Account account, Instant now) {
        var lookAt = account.lookAt();
        return lookAt != null && !lookAt.isAfter(now);
    }

    /** Closes the one that is due for longest and that nobody else is at; whose it was, if there was one. */
    Uni<Optional<TenantId>> next(Instant now) {
        return transactions.run(() -> books.lockDue(now)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<TenantId>empty())
                        : close(found.get(), found.get().head(now))
                                .map(statement -> Optional.of(statement.tenant()))
                                .onFailure()
                                .transform(failure ->
                                        new NotClosedException(found.get().tenant(), failure))));
    }

    /** Something went wrong with one tenant's. */
    static final class NotClosedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient TenantId tenant;

        NotClosedException(TenantId tenant, Throwable cause) {
            super("the period of tenant " + tenant + " cannot be closed yet: " + cause, cause);
            this.tenant = tenant;
        }

        TenantId tenant() {
            return tenant;
        }
    }

    /** Closes what is open of a tenant up to this minute. Joins the open transaction; refuses when there is nothing to close. */
    Uni<Statement> early(TenantId tenant, Instant now, Cause cause) {
        return transactions.run(() -> books.lock(tenant, true).chain(found -> {
            var account =
                    found.filter(one -> one.lookAt() != null).orElseThrow(() -> StatementRefusals.noPeriod(tenant));
            var head = account.earlyHead(now);
            if (head == null) {
                throw StatementRefusals.justClosed(tenant);
            }
            return close(account, head, cause);
        }));
    }

    /** Closes all that is open of a tenant that is erased: nothing follows. Joins the open transaction. */
    Uni<Void> last(TenantId tenant, Instant now) {
        return transactions.run(() -> books.lock(tenant, true).chain(found -> {
            var account = found.orElse(null);
            if (account == null || account.lookAt() == null) {
                return Uni.createFrom().voidItem();
            }
            return account.ends().isAfter(now)
                    ? close(account, account.lastHead(now)).replaceWithVoid()
                    : close(account, account.head(now)).chain(() -> last(tenant, now));
        }));
    }

    private Uni<Statement> close(Account account, Head head) {
        return close(account, head, BY_ITSELF);
    }

    private Uni<Statement> close(Account account, Head head, Cause cause) {
        return drawStatement.of(head, null).chain(content -> {
            var statement = Statement.close(head, content);
            return books.standings(head.tenant(), head.start(), head.end().plusMillis(1))
                    .chain(standings -> books.save(
                            statement,
                            account.after(
                                    statement, Standing.zoneAt(standings, head.end(), head.timeZone()), config.delay()),
                            cause))
                    .invoke(() -> Transactions.afterCommit(
                            () -> metrics.counter("cc.statements.closed").increment()))
                    .replaceWith(statement);
        });
    }
}
