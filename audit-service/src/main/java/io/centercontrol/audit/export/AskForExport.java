package io.centercontrol.audit.export;

import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/** Somebody asks for an export: of the log as it is now, written by whichever instance has time. */
@ApplicationScoped
public class AskForExport {
    private final Transactions transactions;
    private final TransparencyLog log;
    private final ExportStore exports;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    AskForExport(
            Transactions transactions, TransparencyLog log, ExportStore exports, Audit audit, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.exports = exports;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param query the filter as it was given, by name
     */
    public record Command(EntryFilter filter, Map<String, String> query, ExportFormat format, Cause cause) {
        public Command {
            query = Map.copyOf(query);
        }

        /** Why. */
        String reason() {
            var given = cause.reason();
            return given == null ? "" : given;
        }
    }

    /** Never refuses. */
    public Uni<Export> run(Command command) {
        return transactions.run(session -> log.newest().chain(newest -> {
            var export = Export.asked(
                    ids.next(), command, newest.size(), command.cause().actor().id(), clock.instant());
            return exports.add(export)
                    .chain(() -> audit.record(
                            session,
                            AuditEntry.of("audit-export.asked", AuditEntry.Category.EXPORT)
                                    .to("audit-export", export.id().toString())
                                    .with("format", command.format())
                                    .with("filter", command.query())
                                    .with("size", newest.size())
                                    .because(command.cause())))
                    .replaceWith(export);
        }));
    }
}
