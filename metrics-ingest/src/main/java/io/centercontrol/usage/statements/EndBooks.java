package io.centercontrol.usage.statements;

import io.centercontrol.kit.provision.ErasesTenant;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * A tenant is erased: what is open is closed with a last statement, and what statements were made of goes. They stay themselves, as
 * bookkeeping asks for it: they name nobody but the tenant, by its id.
 */
@ApplicationScoped
public class EndBooks implements ErasesTenant {
    private final Transactions transactions;
    private final Books books;
    private final CloseStatement closeStatement;
    private final Clock clock;

    EndBooks(Transactions transactions, Books books, CloseStatement closeStatement, Clock clock) {
        this.transactions = transactions;
        this.books = books;
        this.closeStatement = closeStatement;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Command command) {
        return transactions.run(() ->
                closeStatement.last(command.tenant(), clock.instant()).chain(() -> books.forget(command.tenant())));
    }
}
