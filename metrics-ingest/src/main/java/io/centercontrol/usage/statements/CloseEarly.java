package io.centercontrol.usage.statements;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.usage.statements.model.Statement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Closes a tenant's open period before its end, for who has to bill at once. What is left of it is the next period; what comes for the
 * closed one after all, an adjustment of that.
 */
@ApplicationScoped
public class CloseEarly {
    private final Transactions transactions;
    private final CloseStatement closeStatement;
    private final Audit audit;
    private final Clock clock;

    CloseEarly(Transactions transactions, CloseStatement closeStatement, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.closeStatement = closeStatement;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose, by whom and why. */
    public record Command(TenantId tenant, Cause cause) {}

    /** The statement. Refuses when no period is open, or when it begins only with the next minute. */
    public Uni<Statement> run(Command command) {
        return transactions.run(session -> closeStatement
                .early(command.tenant(), clock.instant(), command.cause())
                .call(statement -> audit.record(
                        session,
                        AuditEntry.of("statement.closed-early", AuditEntry.Category.RECOVERY)
                                .about(statement.tenant())
                                .to("statement", Long.toString(statement.number()))
                                .with("hash", statement.hash())
                                .because(command.cause()))));
    }
}
