package io.centercontrol.audit.export;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** An export is cancelled, or made again. */
@ApplicationScoped
public class TurnExport {
    private final Transactions transactions;
    private final ExportStore exports;
    private final Audit audit;
    private final Clock clock;

    TurnExport(Transactions transactions, ExportStore exports, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.exports = exports;
        this.audit = audit;
        this.clock = clock;
    }

    /** What becomes of it. */
    public enum Turn {
        /** Nobody wants it any more: what is written of it is removed. */
        CANCELLED,
        /** It is written from its beginning, of the same entries. */
        RETRIED
    }

    /** Of which one. */
    public record Command(UUID id, Turn turn, Cause cause) {}

    /** Refuses what its state does not allow. */
    public Uni<Export> run(Command command) {
        var now = clock.instant();
        return transactions.run(session -> exports.change(command.id(), export -> switch (command.turn()) {
                    case CANCELLED -> export.cancelled(now);
                    case RETRIED -> export.again(now);
                })
                .call(export -> audit.record(
                        session,
                        AuditEntry.of(
                                        switch (command.turn()) {
                                            case CANCELLED -> "audit-export.cancelled";
                                            case RETRIED -> "audit-export.retried";
                                        },
                                        AuditEntry.Category.EXPORT)
                                .to("audit-export", command.id().toString())
                                .because(command.cause()))));
    }
}
